import { Buffer } from "node:buffer";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { InvalidSignatureError } from "#core/errors/invalid-signature-error.ts";
import { openStandardSignature } from "#webhooks/receive/open-standard-signature.ts";
import type { RawBody } from "#webhooks/receive/read-raw-body.ts";

const secret = `whsec_${Buffer.from("a secret of at least 24 bytes").toString("base64")}`;
const other = `whsec_${Buffer.from("another secret of this size").toString("base64")}`;
const now = new Date("2026-11-24T10:00:00Z");

const bodyOf = (text: string): RawBody => {
  const bytes = Buffer.from(text);
  const middle = Math.floor(bytes.length / 2);
  return { chunks: [bytes.subarray(0, middle), bytes.subarray(middle)], size: bytes.length };
};

const sign = (body: string, options: { at?: Date; id?: string; secret?: string } = {}): Headers => {
  const { at = now, id = "msg_1" } = options;
  return new Headers({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(options.secret ?? secret).sign(id, at, body),
  });
};

const shifted = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

const isGenuine = (headers: Headers, body: string, key = secret): boolean =>
  openStandardSignature("test", headers, now)(bodyOf(body), key);

describe("openStandardSignature", () => {
  it("agrees with the reference implementation, whatever the body", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (body) => {
        expect(isGenuine(sign(body), body)).toBe(true);
      }),
    );
  });

  it("A1: refuses another body, another secret and another id", () => {
    expect(isGenuine(sign("{}"), "{ }")).toBe(false);
    expect(isGenuine(sign("{}", { secret: other }), "{}")).toBe(false);
    const headers = sign("{}");
    headers.set("webhook-id", "msg_2");
    expect(isGenuine(headers, "{}")).toBe(false);
  });

  it("A1: refuses a truncated signature", () => {
    const headers = sign("{}");
    const signature = headers.get("webhook-signature") ?? "";
    for (let length = signature.length - 1; length > 4; length -= 1) {
      headers.set("webhook-signature", signature.slice(0, length));
      expect(() => isGenuine(headers, "{}")).toThrow("missing or malformed");
    }
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("A1: refuses headers without %s", (name) => {
    const headers = sign("{}");
    headers.delete(name);
    expect(() => isGenuine(headers, "{}")).toThrow(InvalidSignatureError);
  });

  it("A1: an empty or unreadable secret verifies nothing", () => {
    const empty = new Headers(sign("{}"));
    for (const key of ["", "whsec_", "whsec_***", "not base64 at all"])
      expect({ key, isGenuine: isGenuine(empty, "{}", key) }).toEqual({ key, isGenuine: false });
  });

  it("A2: takes 300 seconds either way and no more", () => {
    for (const seconds of [-300, 0, 300]) expect(isGenuine(sign("{}", { at: shifted(seconds) }), "{}")).toBe(true);
    for (const seconds of [-301, 301])
      expect(() => isGenuine(sign("{}", { at: shifted(seconds) }), "{}")).toThrow("more than five minutes off");
  });

  it("takes either secret while one rotates, on both sides", () => {
    const headers = sign("{}", { secret: other });
    headers.set("webhook-signature", `${sign("{}").get("webhook-signature")} ${headers.get("webhook-signature")}`);
    expect(isGenuine(headers, "{}", secret)).toBe(true);
    expect(isGenuine(headers, "{}", other)).toBe(true);
  });

  it("skips versions it does not know, and more signatures than a rotation needs", () => {
    const headers = sign("{}");
    const good = headers.get("webhook-signature") ?? "";
    headers.set("webhook-signature", `v1a,abcd ${good}`);
    expect(isGenuine(headers, "{}")).toBe(true);
    headers.set("webhook-signature", good.replace("v1,", "v2,"));
    expect(() => isGenuine(headers, "{}")).toThrow(InvalidSignatureError);
    headers.set("webhook-signature", `${`v1,${"A".repeat(43)}= `.repeat(10)}${good}`);
    expect(isGenuine(headers, "{}")).toBe(false);
  });
});
