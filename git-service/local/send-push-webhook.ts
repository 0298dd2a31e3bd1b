import { createHmac } from "node:crypto";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import type { SendPush } from "./push-delivery.ts";

export interface PushWebhookOptions {
  /** The receiver: `<base>/functions/v1/github-webhook`. */
  url: string;
  /** Shared with the receiver; signs the body. */
  secret: string;
  fetch: typeof fetch;
  /** An answer that takes longer is a failure, and the delivery is sent again. */
  timeoutMilliseconds?: number;
}

/** Value of `X-Hub-Signature-256` for a raw body. https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export const signPayload = (body: string, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/**
 * Sends ref updates as GitHub would: the same headers, signature and shape, so that local and GitHub pushes take one
 * road. One attempt; the outbox of the host repeats it. Throws ExternalServiceError.
 */
export const createSendPushWebhook =
  (options: PushWebhookOptions): SendPush =>
  async ({ deliveryId, payload }) => {
    const body = JSON.stringify(payload);
    const fail = (reason: string, cause?: unknown): ExternalServiceError =>
      new ExternalServiceError(
        "The webhook receiver",
        reason,
        "Nothing is lost: the delivery is repeated until it is taken.",
        { isRetryable: true, cause, data: { deliveryId } },
      );
    let response: Response;
    try {
      response = await options.fetch(options.url, {
        method: "POST",
        body,
        redirect: "error",
        headers: {
          "content-type": "application/json",
          "user-agent": "GitHub-Hookshot/letscode",
          "x-github-event": "push",
          "x-github-delivery": deliveryId,
          "x-hub-signature-256": signPayload(body, options.secret),
        },
        signal: AbortSignal.timeout(options.timeoutMilliseconds ?? 10_000),
      });
    } catch (error) {
      throw fail(error instanceof Error ? error.message : "it could not be reached", error);
    }
    await response.body?.cancel();
    if (!response.ok) throw fail(`it answered ${response.status}`);
  };
