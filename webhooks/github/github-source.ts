import { pushWebhookSchema } from "#core/contracts/push-webhook.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { InvalidSignatureError } from "#core/errors/invalid-signature-error.ts";
import { areEqualDigests, readHexDigest, signBody } from "../receive/sign-body.ts";
import type { WebhookSource } from "../receive/webhook-source.ts";

const SIGNATURE_PREFIX = "sha256=";

const requireHeader = (headers: Headers, name: string, pattern: RegExp): string => {
  const value = headers.get(name) ?? "";
  if (!pattern.test(value))
    throw new InvalidInputError([{ path: name, message: "the header is missing or malformed" }]);
  return value;
};

/**
 * GitHub, and the local git host, which speaks like it. GitHub delivers up to 25 MB and wants an answer within ten
 * seconds; a redelivery keeps X-GitHub-Delivery. There is no timestamp, so a replay is known by that id alone, for as
 * long as deliveries are kept.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export const githubSource: WebhookSource = {
  source: "github",
  path: "github-webhook",
  maximumBytes: 25 * 1024 * 1024,
  openSignature: (headers) => {
    const header = headers.get("x-hub-signature-256") ?? "";
    const digest = header.startsWith(SIGNATURE_PREFIX)
      ? readHexDigest(header.slice(SIGNATURE_PREFIX.length), 32)
      : null;
    if (digest === null) throw new InvalidSignatureError("GitHub", "X-Hub-Signature-256 is missing or malformed");
    return (body, secret) => areEqualDigests(digest, signBody("sha256", secret, body));
  },
  describe: (headers, payload) => {
    const event = requireHeader(headers, "x-github-event", /^[a-z0-9_]{1,100}$/);
    return {
      deliveryId: requireHeader(headers, "x-github-delivery", /^[\w-]{1,100}$/),
      event,
      // Of a push we keep what we read: GitHub's lists every file of 2,048 commits.
      payload: event === "push" ? pushWebhookSchema.parse(payload) : payload,
    };
  },
};
