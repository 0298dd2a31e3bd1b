/**
 * Made-up credentials and harmless look-alikes (A23). The credentials are put together here, from a fixed sequence, so that
 * no scanner of this repository takes them for real ones.
 */
const alphabets = {
  mixed: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  letters: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  lower: "abcdefghijklmnopqrstuvwxyz0123456789",
  upper: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  hex: "0123456789abcdef",
  digits: "123456789",
  base64: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
};

let state = 20_260_302;
/** A linear congruential generator (Numerical Recipes): random enough to look at, the same every time. */
const random = (alphabet: keyof typeof alphabets, length: number): string =>
  Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const characters = alphabets[alphabet];
    return characters[Math.floor((state / 2 ** 32) * characters.length)];
  }).join("");

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (payload: object): string =>
  `${encode({ alg: "HS256", typ: "JWT" })}.${encode(payload)}.${random("mixed", 43)}`;
const pem = (kind: string): string =>
  [
    "-----BEGIN ",
    kind,
    "PRIVATE KEY-----\n",
    `${random("base64", 64)}\n`.repeat(6),
    "-----END ",
    kind,
    "PRIVATE KEY-----",
  ].join("");

export const plantedSecrets: readonly (readonly [kind: string, text: string])[] = [
  ["Supabase secret key", `const key = "${["sb", "secret", random("mixed", 31)].join("_")}";`],
  [
    "Supabase service role",
    `createClient(url, "${jwt({ iss: "supabase", ref: "abcdefghij", role: "service_role", iat: 1_700_000_000 })}")`,
  ],
  ["Supabase access token", `SUPABASE_ACCESS_TOKEN=${["sbp", random("hex", 40)].join("_")}`],
  [
    "Supabase database",
    `postgresql://postgres.abcdefghij:${random("mixed", 20)}@aws-0-eu-central-1.pooler.supabase.com:6543/postgres`,
  ],
  ["Supabase JWT secret", `SUPABASE_JWT_SECRET=${random("base64", 86)}==`],
  ["xAI", `apiKey: "${["xai", random("mixed", 80)].join("-")}"`],
  [
    "OpenAI project key",
    `OPENAI_API_KEY=${["sk", "proj", random("mixed", 74), "T3BlbkFJ", random("mixed", 74)].join("-")}`,
  ],
  ["OpenAI key", `new OpenAI({ apiKey: "sk-${random("mixed", 20)}${"T3Blbk"}${"FJ"}${random("mixed", 20)}" })`],
  ["Anthropic", `x-api-key: ${["sk", "ant", "api03", random("mixed", 93)].join("-")}AA`],
  ["OpenRouter", `const token = "${["sk", "or", "v1", random("hex", 64)].join("-")}"`],
  ["Groq", `GROQ_API_KEY=${["gsk", random("mixed", 52)].join("_")}`],
  ["Hugging Face", `HF_TOKEN=${["hf", random("letters", 34)].join("_")}`],
  ["Replicate", `REPLICATE_API_TOKEN=${["r8", random("mixed", 37)].join("_")}`],
  [
    "AWS pair",
    `aws_access_key_id = ${["AK", "IA", random("upper", 16)].join("")}\naws_secret_access_key = ${random("base64", 40)}`,
  ],
  ["Google API key", `key=${["AI", "za", random("mixed", 35)].join("")}&v=weekly`],
  ["Google OAuth secret", `client_secret: "${["GOC", "SPX-", random("mixed", 28)].join("")}"`],
  [
    "Google service account",
    `{"type": "service_account", "private_key": "${pem("").replaceAll("\n", String.raw`\n`)}"}`,
  ],
  ["GitHub classic", `https://x-access-token:${["gh", "p_", random("mixed", 36)].join("")}@github.com/me/app.git`],
  ["GitHub fine-grained", `GITHUB_TOKEN=${["github", "pat", random("mixed", 22), random("mixed", 59)].join("_")}`],
  ["GitLab", `PRIVATE-TOKEN: ${["glpat", random("mixed", 20)].join("-")}`],
  ["npm", `//registry.npmjs.org/:_authToken=${["npm", random("mixed", 36)].join("_")}`],
  ["Stripe live", `new Stripe("${["sk", "live", random("mixed", 24)].join("_")}")`],
  ["Stripe restricted", `STRIPE_KEY=${["rk", "live", random("mixed", 24)].join("_")}`],
  ["Stripe webhook", `constructEvent(body, signature, "${["whsec", random("mixed", 32)].join("_")}")`],
  ["Slack bot", `token: ${["xoxb", random("digits", 12), random("digits", 12), random("mixed", 24)].join("-")}`],
  [
    "Slack webhook",
    `fetch("https://hooks.slack.com/services/${random("upper", 9)}/${random("upper", 11)}/${random("mixed", 24)}")`,
  ],
  ["SendGrid", `SENDGRID_API_KEY=${["SG", random("mixed", 22), random("mixed", 43)].join(".")}`],
  ["Resend", `new Resend("${["re", random("mixed", 8), random("mixed", 24)].join("_")}")`],
  ["Twilio", `accountKey: "SK${random("hex", 32)}"`],
  ["Mailgun", `MAILGUN_KEY=key-${random("hex", 32)}`],
  ["Telegram", `const bot = new Bot("${random("digits", 10)}:AA${random("mixed", 33)}")`],
  ["Vercel", `VERCEL_TOKEN=${random("mixed", 24)}`],
  ["Render", `RENDER_API_KEY=${["rnd", random("mixed", 32)].join("_")}`],
  ["DigitalOcean", `doctl auth init -t ${["dop", "v1", random("hex", 64)].join("_")}`],
  ["RSA key", pem("RSA ")],
  ["OpenSSH key", pem("OPENSSH ")],
  ["MongoDB", `mongodb+srv://admin:${random("mixed", 18)}@cluster0.mongodb.net/app`],
  ["password in code", `const adminPassword = "${random("mixed", 18)}7";`],
  ["client secret in JSON", `{ "clientSecret": "${random("mixed", 40)}" }`],
  ["session secret", `SESSION_SECRET='${random("hex", 64)}'`],
];

/** What looks a little like a credential and is none. Each line counts as one sample. */
export const harmlessLines: readonly string[] = [
  'const password = form.get("password");',
  "interface Login { email: string; password: string }",
  '<input type="password" name="password" autoComplete="current-password" />',
  'const token = await session.getToken({ template: "supabase" });',
  "const apiKey = process.env.OPENAI_API_KEY;",
  "const secret = import.meta.env.VITE_PUBLIC_KEY;",
  "OPENAI_API_KEY=",
  "OPENAI_API_KEY=your-key-here",
  "STRIPE_SECRET_KEY=sk_live_...",
  'apiKey: "<your api key>"',
  "DATABASE_URL=postgres://localhost:5432/app",
  "SESSION_SECRET=change-me-to-a-long-random-text",
  `VITE_SUPABASE_PUBLISHABLE_KEY=${["sb", "publishable", random("mixed", 31)].join("_")}`,
  `const anon = "${jwt({ iss: "supabase", ref: "abcdefghij", role: "anon", iat: 1_700_000_000 })}";`,
  `"integrity": "sha512-${random("base64", 86)}==",`,
  `<script integrity="sha384-${random("base64", 64)}" crossorigin="anonymous"></script>`,
  `const commit = "${random("hex", 40)}";`,
  `id: "${random("hex", 8)}-${random("hex", 4)}-4${random("hex", 3)}-a${random("hex", 3)}-${random("hex", 12)}"`,
  `background: url("data:image/png;base64,${random("base64", 120)}")`,
  'passwordLabel: "Password must have at least 12 characters",',
  "tokens: { input: 1200, output: 300 },",
  'const tokenType = "access_token_with_refresh";',
  'key: "customers-by-created-at-and-name",',
  'const storageKey = "letscode.preferences.v2";',
  "--accent: #4f46e5;",
  'const privateKeyPath = "./keys/private.pem";',
  'throw new Error("The API key is missing. Set OPENAI_API_KEY.");',
  "secretName: database-credentials-production",
  'localStorage.setItem("auth-token-expires-at", String(expires));',
  "const cacheKey = `user:${id}:permissions`;",
  'resetPasswordUrl: "https://app.example.com/reset-password?next=/settings",',
  "github.com/users/octocat/tokens",
  'type Token = { kind: "identifier"; value: string };',
  'expect(parse("password=hunter2")).toEqual({ password: "hunter2" });',
  "-- alter role authenticated set statement_timeout = '8s';",
  'create policy "owners read tokens" on public.access_tokens for select using (owner_id = (select auth.uid()));',
  'd="M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32"',
  'className="token-list token-list-item-selected-2"',
  'const secretary = { name: "Ada", phone: "+1 555 0100 200" };',
  'apiKey: "00000000-0000-0000-0000-00000000000a",',
  'const passwordMask = "a1a1a1a1a1a1a1a1a1a1";',
  'grantType: "urn:ietf:params:oauth:grant-type:token-exchange",',
];
