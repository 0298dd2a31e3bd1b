import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSecretBox } from "#runtime/secrets/index.ts";

const key = "k".repeat(43);
const box = createSecretBox({ key, randomBytes });
const context = "provider_credentials/1";

const flipped = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, "base64");
  bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ 1;
  return bytes.toString("base64");
};

describe("createSecretBox", () => {
  it("opens what it sealed, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(box.open(box.seal(text, context), context)).toBe(text);
      }),
    );
  });

  it("seals the same secret differently each time, and shows nothing of it", () => {
    const secret = "xai-0123456789-0123456789";
    const [one, other] = [box.seal(secret, context), box.seal(secret, context)];
    expect(one.ciphertext).not.toBe(other.ciphertext);
    expect(one.dataKey).not.toBe(other.dataKey);
    expect(one.keyId).toBe(other.keyId);
    const kept = Object.values(one).map((text) => Buffer.from(text, "base64").toString("latin1") + text);
    expect(kept.join()).not.toContain(secret);
    expect(key).not.toContain(one.keyId);
  });

  it("opens in no other context", () => {
    expect(() => box.open(box.seal("secret", context), "provider_credentials/2")).toThrow("belongs somewhere else");
  });

  it("opens nothing that was changed, at any byte", () => {
    const sealed = box.seal("secret", context);
    for (let at = 0; at < 34; at += 1) {
      expect(() => box.open({ ...sealed, ciphertext: flipped(sealed.ciphertext, at) }, context)).toThrow("was changed");
      expect(() => box.open({ ...sealed, dataKey: flipped(sealed.dataKey, at) }, context)).toThrow("was changed");
    }
    expect(() => box.open({ ...sealed, ciphertext: "" }, context)).toThrow("was changed");
  });

  it("says so when the installation's key is another one", () => {
    const other = createSecretBox({ key: "o".repeat(43), randomBytes });
    expect(() => other.open(box.seal("secret", context), context)).toThrow("another secret key");
    expect(() => other.open({ ...box.seal("secret", context), keyId: other.seal("", "").keyId }, context)).toThrow(
      "was changed",
    );
  });
});
