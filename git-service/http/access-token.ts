import { createHash } from "node:crypto";

export interface NewAccessToken {
  /** Shown to the person once, and never kept. */
  token: string;
  /** What is stored and looked up. */
  hash: string;
  /** Last four characters, to tell tokens apart. */
  hint: string;
}

/** What every token begins with, so that scanners and people recognise one. */
export const ACCESS_TOKEN_PREFIX = "lc_";

/**
 * SHA-256 of a token in hexadecimal. A fast hash is right here: the token is 256 random bits, so there is nothing
 * to guess and a slow, salted password hash would buy no safety, while each Git request has to look the token up.
 */
export const hashAccessToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Makes a token of 256 bits. `random` answers that many cryptographically random bytes: `randomBytes` of node:crypto. */
export const createAccessToken = (random: (bytes: number) => Uint8Array): NewAccessToken => {
  const token = ACCESS_TOKEN_PREFIX + Buffer.from(random(32)).toString("base64url");
  return { token, hash: hashAccessToken(token), hint: token.slice(-4) };
};
