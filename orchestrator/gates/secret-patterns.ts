/** A kind of credential that secretlint's preset does not know. */
export interface SecretPattern {
  kind: string;
  pattern: RegExp;
  /** Looks closer at a match; without it every match counts. */
  isSecret?(match: string): boolean;
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

export const secretPatterns: readonly SecretPattern[] = [
  { kind: "Supabase secret key", pattern: /\bsb_secret_[A-Za-z0-9_-]{12,}/g },
  {
    kind: "Supabase service role key",
    pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
    isSecret: isServiceRole,
  },
];
