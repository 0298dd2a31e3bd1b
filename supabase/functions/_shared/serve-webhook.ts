import { setTimeout } from "node:timers/promises";
import { createServiceStores } from "#supabase/store/index.ts";
import { createWebhookHandler } from "#webhooks/index.ts";
import { logger, readSecretKey, requireVariable } from "./environment.ts";

const secretNames = {
  github: "GITHUB_WEBHOOK_SECRET",
  vercel: "VERCEL_WEBHOOK_SECRET",
  render: "RENDER_WEBHOOK_SECRET",
  status: "STATUS_WEBHOOK_SECRET",
} as const;

/** Serves the webhook receivers as an Edge Function: verify, record, answer. A worker takes it from the queue. */
export const serveWebhook = (): void => {
  const stores = createServiceStores({ url: requireVariable("SUPABASE_URL"), secretKey: readSecretKey() });
  const handler = createWebhookHandler({
    deliveries: stores.deliveries,
    secrets: (source) => [Deno.env.get(secretNames[source]) ?? ""],
    clock: {
      now: () => new Date(),
      sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
    },
    logger,
  });
  Deno.serve((request) => handler.fetch(request));
};
