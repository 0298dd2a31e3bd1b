import type { z } from "zod";
import type { AccessToken, createdAccessTokenSchema } from "#core/contracts/index.ts";

export type CreatedToken = z.infer<typeof createdAccessTokenSchema>;

export const expiries = [
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
] as const;

export type TokenState = "active" | "expired" | "revoked";

/** Whether a token still works at an instant (milliseconds). */
export const readTokenState = (token: Pick<AccessToken, "expiresAt" | "revokedAt">, now: number): TokenState => {
  if (token.revokedAt !== null) return "revoked";
  return token.expiresAt !== null && Date.parse(token.expiresAt) <= now ? "expired" : "active";
};

const toRank = (token: AccessToken, now: number): number => (readTokenState(token, now) === "active" ? 0 : 1);

/** Those that work first, then the newest. */
export const sortTokens = (tokens: readonly AccessToken[], now: number): AccessToken[] =>
  tokens.toSorted(
    (one, other) => toRank(one, now) - toRank(other, now) || Date.parse(other.createdAt) - Date.parse(one.createdAt),
  );
