import { Webhook } from "standardwebhooks";
import type { StatusWebhook } from "#core/contracts/status-webhook.ts";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import type { Clock } from "#core/ports/clock.ts";

export type SendStatus = (status: StatusWebhook["data"]) => Promise<void>;

interface Options {
  url: string;
  /** `whsec_…` as Standard Webhooks spells secrets. */
  secret: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  randomId(): string;
}

const WAITS = [100, 300, 1_000, 2_000, 4_000, 8_000];

/**
 * Sends a change of state to `deployment-status`, signed by Standard Webhooks (https://www.standardwebhooks.com).
 * The delivery id stays the same over all tries, so that one which arrived unnoticed counts once.
 * Throws ExternalServiceError when the receiver cannot be reached or refuses.
 */
export const createSendStatus = ({ url, secret, fetch, clock, randomId }: Options): SendStatus => {
  const webhook = new Webhook(secret);
  return async (data) => {
    const id = `msg_${randomId()}`;
    const body = JSON.stringify({
      type: "deployment.status",
      timestamp: clock.now().toISOString(),
      data,
    } satisfies StatusWebhook);
    let reason = "";
    for (const wait of [...WAITS, 0]) {
      const at = clock.now();
      const headers = {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": webhook.sign(id, at, body),
      };
      const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(10_000) }).catch(
        (thrown: unknown) => String(thrown),
      );
      if (typeof answer !== "string" && answer.ok) return;
      reason = typeof answer === "string" ? answer : `it answered ${answer.status}`;
      if (typeof answer !== "string" && answer.status < 500 && answer.status !== 429) break;
      if (wait > 0) await clock.sleep(wait);
    }
    throw new ExternalServiceError(
      "The receiver of deployment states",
      reason,
      "Check that the web server runs and shares STATUS_WEBHOOK_SECRET with the worker.",
      { isRetryable: true },
    );
  };
};
