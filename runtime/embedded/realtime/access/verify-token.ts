import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { SupabaseKeys } from "../../data-api/create-supabase-lite.ts";

/** Who speaks on a socket: a database role with the claims its policies see. */
export interface Speaker {
  role: "anon" | "authenticated" | "service_role";
  claims: Record<string, unknown>;
  /** Seconds since 1970; null when the key does not expire. */
  expiresAt: number | null;
}

const claimsSchema = z.looseObject({ sub: z.string(), role: z.literal("authenticated"), exp: z.number() });

const equal = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return null;
  }
};

/**
 * Who a key or token stands for: the publishable key is anonymous, the secret key the service role, anything else
 * must be an unexpired HS256 token signed with our secret. Null when it is none of them.
 */
export const verifyToken = (token: string, keys: SupabaseKeys, now: Date): Speaker | null => {
  if (equal(token, keys.publishableKey)) return { role: "anon", claims: { role: "anon" }, expiresAt: null };
  if (equal(token, keys.secretKey)) return { role: "service_role", claims: { role: "service_role" }, expiresAt: null };
  const [header = "", payload = "", signature = ""] = token.split(".");
  const expected = createHmac("sha256", keys.jwtSecret).update(`${header}.${payload}`).digest("base64url");
  if (!equal(signature, expected)) return null;
  const claims = claimsSchema.safeParse(decode(payload));
  if (!claims.success || claims.data.exp * 1000 <= now.getTime()) return null;
  return { role: "authenticated", claims: claims.data, expiresAt: claims.data.exp };
};
