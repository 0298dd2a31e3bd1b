import { describe, expect, it } from "vitest";
import type { PushDelivery } from "#git-service/index.ts";
import { createSendPushWebhook, signPayload } from "#git-service/local/send-push-webhook.ts";

const delivery: PushDelivery = {
  deliveryId: "11111111-1111-4111-8111-111111111111",
  payload: {
    ref: "refs/heads/main",
    before: "0".repeat(40),
    after: "1".repeat(40),
    created: true,
    deleted: false,
    forced: false,
    repository: { id: "p", full_name: "ada/app" },
    pusher: { name: "Ada" },
    commits: [],
  },
};

const send = (fetch: typeof globalThis.fetch, timeoutMilliseconds?: number) =>
  createSendPushWebhook({
    url: "http://receiver/functions/v1/github-webhook",
    secret: "It's a Secret to Everybody",
    fetch,
    ...(timeoutMilliseconds === undefined ? {} : { timeoutMilliseconds }),
  })(delivery);

const hang: typeof globalThis.fetch = (_, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener("abort", () => reject(new Error("timed out")));
  });

describe("createSendPushWebhook", () => {
  it("signs as GitHub documents it", () => {
    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    expect(signPayload("Hello, World!", "It's a Secret to Everybody")).toBe(
      "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    );
  });

  it("sends GitHub's headers and a signature of exactly the bytes it sends", async () => {
    let seen: Request | undefined;
    await send(async (url, init) => {
      seen = new Request(url, init);
      return new Response(null, { status: 202 });
    });
    const body = (await seen?.text()) ?? "";
    expect(seen?.headers.get("x-github-event")).toBe("push");
    expect(seen?.headers.get("x-github-delivery")).toBe(delivery.deliveryId);
    expect(seen?.headers.get("x-hub-signature-256")).toBe(signPayload(body, "It's a Secret to Everybody"));
    expect(JSON.parse(body)).toEqual(delivery.payload);
  });

  it("fails, to be sent again, when the receiver refuses, is away or is slow", async () => {
    const failure = { code: "external_service_failed", isRetryable: true };
    await expect(send(async () => new Response("", { status: 500 }))).rejects.toMatchObject(failure);
    await expect(
      send(async () => {
        throw new TypeError("fetch failed");
      }),
    ).rejects.toMatchObject(failure);
    await expect(send(hang, 10)).rejects.toMatchObject(failure);
  });
});
