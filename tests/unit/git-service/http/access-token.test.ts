import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createAccessToken, hashAccessToken } from "#git-service/http/access-token.ts";

const bytes = (fill: number) => createAccessToken((size) => Buffer.alloc(size, fill)).token;

describe("createAccessToken", () => {
  it("A19: holds 256 random bits; the hash says nothing about them", () => {
    const { token, hash, hint } = createAccessToken(randomBytes);
    expect(token).toMatch(/^lc_[\w-]{43}$/);
    expect(Buffer.from(token.slice(3), "base64url")).toHaveLength(32);
    expect(hash).toBe(hashAccessToken(token));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(hash).not.toContain(token.slice(3));
    expect(token.endsWith(hint)).toBe(true);
    expect(createAccessToken(randomBytes).token).not.toBe(token);
  });

  it("uses the randomness it is given, all of it", () => {
    expect(bytes(1)).toBe(bytes(1));
    expect(bytes(1)).not.toBe(bytes(2));
  });
});
