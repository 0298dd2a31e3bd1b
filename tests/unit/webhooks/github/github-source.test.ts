import { Buffer } from "node:buffer";
import { sign } from "@octokit/webhooks-methods";
import examples from "@octokit/webhooks-examples" with { type: "json" };
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pushWebhookSchema } from "#core/contracts/push-webhook.ts";
import { githubSource } from "#webhooks/github/github-source.ts";

const now = new Date("2026-11-24T10:00:00Z");
const secret = "it is a secret to everybody";

const isGenuine = (signature: string | null, body: string, key = secret): boolean => {
  const headers = new Headers(signature === null ? {} : { "x-hub-signature-256": signature });
  const bytes = Buffer.from(body);
  return githubSource.openSignature(headers, now)({ chunks: [bytes], size: bytes.length }, key);
};

const headersOf = (event: string, id = "72d3162e-cc78-11e3-81ab-4c9367dc0958"): Headers =>
  new Headers({ "x-github-event": event, "x-github-delivery": id });

describe("githubSource", () => {
  it("agrees with GitHub's own example of a signature", () => {
    const known = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    expect(isGenuine(known, "Hello, World!", "It's a Secret to Everybody")).toBe(true);
  });

  it("agrees with octokit, whatever the body and the secret", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.string({ minLength: 1 }),
        async (body, key) => {
          expect(isGenuine(await sign(key, body), body, key)).toBe(true);
        },
      ),
    );
  });

  it("A1: refuses a signature that is wrong, truncated, of another secret or of another body", async () => {
    const signature = await sign(secret, "{}");
    expect(isGenuine(signature, "{ }")).toBe(false);
    expect(isGenuine(signature, "{}", "another secret")).toBe(false);
    expect(isGenuine(`sha256=${"0".repeat(64)}`, "{}")).toBe(false);
    for (const bad of [null, "", signature.slice(0, -1), `${signature}0`, signature.replace("sha256=", ""), "sha256="])
      expect(() => isGenuine(bad, "{}")).toThrow("missing or malformed");
  });

  it("keeps of each of GitHub's pushes what we read", () => {
    const pushes = examples.find(({ name }) => name === "push")?.examples ?? [];
    expect(pushes.length).toBeGreaterThan(3);
    for (const push of pushes) {
      const { event, payload } = githubSource.describe(headersOf("push"), push);
      expect(event).toBe("push");
      const { ref, after, repository } = pushWebhookSchema.parse(push);
      expect(payload).toMatchObject({ ref, after, repository: { id: repository.id } });
    }
  });

  it("describes every other event of GitHub's as it is", () => {
    for (const { name, examples: payloads } of examples.filter((example) => example.name !== "push")) {
      for (const payload of payloads)
        expect(githubSource.describe(headersOf(name), payload)).toMatchObject({ event: name, payload });
    }
  });

  it("refuses a delivery without a name or an event", () => {
    expect(() => githubSource.describe(headersOf("ping", ""), {})).toThrow("x-github-delivery");
    expect(() => githubSource.describe(headersOf("Not An Event"), {})).toThrow("x-github-event");
    expect(() => githubSource.describe(headersOf("push"), { ref: 1 })).toThrow(z.ZodError);
  });
});
