import { expect, test } from "vitest";
import type { AccessToken } from "#core/contracts/index.ts";
import { readTokenState, sortTokens } from "#web/features/settings/tokens/token-facts.ts";

const now = Date.parse("2026-11-26T12:00:00Z");

const makeToken = (name: string, facts: Partial<AccessToken> = {}): AccessToken => ({
  id: "6f1b0a52-6f0e-4a57-9f0b-2f6f8f6a0c11",
  ownerId: "6f1b0a52-6f0e-4a57-9f0b-2f6f8f6a0c12",
  projectId: null,
  name,
  scope: "read",
  hint: "wxyz",
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
  createdAt: "2026-11-01T00:00:00Z",
  ...facts,
});

test("a token is active until it is revoked or its time has come", () => {
  expect(readTokenState(makeToken("a"), now)).toBe("active");
  expect(readTokenState(makeToken("a", { expiresAt: "2026-11-26T12:00:00Z" }), now)).toBe("expired");
  expect(readTokenState(makeToken("a", { expiresAt: "2026-11-26T12:00:01Z" }), now)).toBe("active");
  expect(readTokenState(makeToken("a", { revokedAt: "2026-11-02T00:00:00Z" }), now)).toBe("revoked");
});

test("tokens that work come first, then the newest", () => {
  const tokens = [
    makeToken("old", { createdAt: "2026-10-01T00:00:00Z" }),
    makeToken("revoked", { revokedAt: "2026-11-20T00:00:00Z", createdAt: "2026-11-20T00:00:00Z" }),
    makeToken("new", { createdAt: "2026-11-25T00:00:00Z" }),
  ];
  expect(sortTokens(tokens, now).map(({ name }) => name)).toEqual(["new", "old", "revoked"]);
});
