import { z } from "zod";
import { openStandardSignature } from "../receive/open-standard-signature.ts";
import type { WebhookSource } from "../receive/webhook-source.ts";

const renderWebhookSchema = z.looseObject({ type: z.string().min(1).max(100) });

/** Render: Standard Webhooks. https://render.com/docs/webhooks */
export const renderSource: WebhookSource = {
  source: "render",
  path: "render-webhook",
  maximumBytes: 1024 * 1024,
  openSignature: (headers, now) => openStandardSignature("Render", headers, now),
  describe: (headers, payload) => ({
    deliveryId: headers.get("webhook-id") ?? "",
    event: renderWebhookSchema.parse(payload).type,
    payload,
  }),
};
