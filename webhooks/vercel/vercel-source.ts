import { z } from "zod";
import { InvalidSignatureError } from "#core/errors/invalid-signature-error.ts";
import { areEqualDigests, readHexDigest, signBody } from "../receive/sign-body.ts";
import type { WebhookSource } from "../receive/webhook-source.ts";

const vercelWebhookSchema = z.looseObject({ id: z.string().min(1).max(200), type: z.string().min(1).max(100) });

/**
 * Vercel: HMAC-SHA1 of the raw body in hexadecimal, no timestamp; the event's id tells a replay.
 * https://vercel.com/docs/webhooks/webhooks-api
 */
export const vercelSource: WebhookSource = {
  source: "vercel",
  path: "vercel-webhook",
  maximumBytes: 1024 * 1024,
  openSignature: (headers) => {
    const digest = readHexDigest(headers.get("x-vercel-signature") ?? "", 20);
    if (digest === null) throw new InvalidSignatureError("Vercel", "x-vercel-signature is missing or malformed");
    return (body, secret) => areEqualDigests(digest, signBody("sha1", secret, body));
  },
  describe: (_headers, payload) => {
    const { id, type } = vercelWebhookSchema.parse(payload);
    return { deliveryId: id, event: type, payload };
  },
};
