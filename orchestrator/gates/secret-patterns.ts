/** A kind of credential that secretlint's preset does not know. */
export interface SecretPattern {
  kind: string;
  /** Global; a group named `secret` says which part of the match is the credential. */
  pattern: RegExp;
  /** Looks closer at a credential; without it every match counts. */
  isSecret?(secret: string): boolean;
}

const decodePayload = (token: string): unknown => {
  try {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    return null;
  }
};

/** The anon key of Supabase is a JWT as well and is meant to be public; only the service role's is a secret. */
const isServiceRole = (token: string): boolean => {
  const payload = decodePayload(token);
  return typeof payload === "object" && payload !== null && "role" in payload && payload.role === "service_role";
};

/** Bits a character carries: words and repetitions have few, random keys many. */
const entropyOf = (text: string): number => {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
};

const standIn =
  /example|sample|placeholder|changeme|change-me|your|insert|replace|dummy|fake|mock|test|demo|default|todo|xxxx|1234567|abcdef|^[a-z]+(?:[-_. ][a-z]+)+$|[<>{}$\s]|\.(?:com|org|dev|io|ts|js|tsx|css|svg|png)\b|^https?:|^\/|^\.{1,2}\//i;

/** Whether a literal that stands where a credential belongs looks as random as one. */
const looksRandom = (value: string): boolean =>
  !standIn.test(value) && /[a-zA-Z]/.test(value) && /\d/.test(value) && entropyOf(value) >= 3.4;

/** A name that says its value is a credential, up to the value. Longest names first, or the shorter would cut them. */
const credentialName =
  "(?:secret|token|passw(?:or)?d|pwd|passphrase|api[_-]?key|apikey|private[_-]?key|access[_-]?key|auth[_-]?key|signing[_-]?key|encryption[_-]?key|credentials?)";

/** Prefixes by which services make their own credentials known. Each is long and particular enough to need no second look. */
const prefixed: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["Supabase secret key", /\bsb_secret_[A-Za-z0-9_-]{12,}/g],
  ["Supabase access token", /\bsbp_(?:v0_)?[a-f0-9]{40}\b/g],
  ["LetsCode access token", /\blc_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g],
  ["xAI key", /\bxai-[A-Za-z0-9]{40,}/g],
  ["OpenRouter key", /\bsk-or-v1-[a-f0-9]{48,}/g],
  ["OpenAI key", /\bsk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{32,}/g],
  ["Anthropic key", /\bsk-ant-[A-Za-z0-9_-]{32,}/g],
  ["model provider key", /\bsk-[a-zA-Z0-9]{32,}\b/g],
  ["Replicate token", /\br8_[A-Za-z0-9]{32,}\b/g],
  ["Perplexity key", /\bpplx-[A-Za-z0-9]{32,}\b/g],
  ["Google API key", /\bAIza[0-9A-Za-z_-]{35}(?![0-9A-Za-z_-])/g],
  ["Google OAuth secret", /\bGOCSPX-[A-Za-z0-9_-]{24,}/g],
  ["AWS access key", /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g],
  ["Stripe key", /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{20,}/g],
  ["webhook signing secret", /\bwhsec_[A-Za-z0-9+/=]{24,}/g],
  ["Twilio key", /\bSK[0-9a-f]{32}\b/g],
  ["Mailgun key", /\bkey-[0-9a-f]{32}\b/g],
  ["Mailchimp key", /\b[0-9a-f]{32}-us\d{1,2}\b/g],
  ["Resend key", /\bre_[A-Za-z0-9]{6,}_[A-Za-z0-9]{16,}\b/g],
  ["Telegram bot token", /\b\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g],
  ["Discord bot token", /\b[MNO][A-Za-z0-9]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}/g],
  ["Discord webhook", /https:\/\/discord(?:app)?\.com\/api\/webhooks\/\d{15,}\/[A-Za-z0-9_-]{40,}/g],
  ["Slack webhook", /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/]{30,}/g],
  ["DigitalOcean token", /\bdo[opr]_v1_[a-f0-9]{64}\b/g],
  ["Render key", /\brnd_[A-Za-z0-9]{28,}\b/g],
  ["Vercel token", /\bvc[pkirc]_[A-Za-z0-9]{24,}\b/g],
  ["Netlify token", /\bnfp_[A-Za-z0-9]{36,}\b/g],
  ["PlanetScale credential", /\bpscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{32,}/g],
  ["Neon key", /\bnapi_[a-z0-9]{40,}\b/g],
  ["Sentry token", /\bsntry[su]_[A-Za-z0-9_=+/-]{40,}/g],
  ["Airtable token", /\bpat[A-Za-z0-9]{14}\.[a-f0-9]{64}\b/g],
  ["Atlassian token", /\bATATT3[A-Za-z0-9_=-]{60,}/g],
  ["PyPI token", /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40,}/g],
  ["Doppler token", /\bdp\.(?:pt|st|sa)\.(?:[a-z0-9_-]+\.)?[A-Za-z0-9]{40,}\b/g],
  ["Mapbox secret token", /\bsk\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}/g],
  ["Square token", /\b(?:sq0(?:csp|atp)-[A-Za-z0-9_-]{22,}|EAAA[A-Za-z0-9_-]{60})/g],
  ["Azure storage key", /\bAccountKey=[A-Za-z0-9+/]{86}==/g],
  ["private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/g],
];

export const secretPatterns: readonly SecretPattern[] = [
  ...prefixed.map(([kind, pattern]) => ({ kind, pattern })),
  {
    kind: "Supabase service role key",
    pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
    isSecret: isServiceRole,
  },
  {
    // password: "…", API_KEY = '…', "clientSecret": `…`
    kind: "credential",
    pattern: new RegExp(
      `${credentialName}\\w{0,20}["'\\x60\\]]{0,2}\\s*(?::\\s*[\\w<>|. ]{0,30})?[:=]{1,2}>?\\s*(["'\\x60])(?<secret>[^"'\\x60\\s]{16,200})\\1`,
      "gi",
    ),
    isSecret: looksRandom,
  },
  {
    // API_KEY=… in a file of variables, a shell script or a workflow.
    kind: "credential",
    pattern: new RegExp(
      `^(?:export\\s+|set\\s+|ENV\\s+|[-+]\\s*)?[A-Z0-9_]*${credentialName}[A-Z0-9_]*\\s*[=:]\\s*(?<secret>[A-Za-z0-9+/_.~=-]{16,200})\\s*$`,
      "gim",
    ),
    isSecret: looksRandom,
  },
];
