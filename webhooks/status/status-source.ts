import { statusWebhookSchema } from "#core/contracts/status-webhook.ts";
import { openStandardSignature } from "../receive/open-standard-signature.ts";
import type { WebhookSource } from "../receive/webhook-source.ts";

/** Our own deploy hosts and workers: Standard Webhooks, with the body of `statusWebhookSchema`. */
export const statusSource: WebhookSource = {
  source: "status",
  path: "deployment-status",
  maximumBytes: 1024 * 1024,
  openSignature: (headers, now) => openStandardSignature("deployment status", headers, now),
  describe: (headers, payload) => {
    const status = statusWebhookSchema.parse(payload);
    return { deliveryId: headers.get("webhook-id") ?? "", event: status.type, payload: status };
  },
};
