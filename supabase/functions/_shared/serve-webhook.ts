import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { readConfig } from "#core/config/read-config.ts";
import { createHostAccess } from "#runtime/hosts/create-host-access.ts";
import { createWebhookSecrets } from "#runtime/hosts/create-webhook-secrets.ts";
import { createSecretBox } from "#runtime/secrets/index.ts";
import { createAppReader } from "#runtime/services/github/create-app-reader.ts";
import { createServiceStores } from "#supabase/store/index.ts";
import { createWebhookHandler } from "#webhooks/index.ts";
import { logger, readSecretKey, requireVariable } from "./environment.ts";

const clock = {
  now: () => new Date(),
  sleep: (milliseconds: number, signal?: AbortSignal) =>
    setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

const names = ["GITHUB_WEBHOOK_SECRET", "VERCEL_WEBHOOK_SECRET", "RENDER_WEBHOOK_SECRET", "STATUS_WEBHOOK_SECRET"];

/**
 * What senders sign with: by the environment, and, with the installation's key, what admins stored. Without that key the
 * stored secrets stay closed here, and only those of the environment hold.
 */
const createSecrets = (stores: ReturnType<typeof createServiceStores>) => {
  const config = readConfig(Object.fromEntries(names.map((name) => [name, Deno.env.get(name)])));
  const environment = {
    github: config.github.webhookSecret,
    vercel: config.vercel.webhookSecret,
    render: config.render.webhookSecret,
    status: config.statusWebhookSecret,
  };
  const key = Deno.env.get("LETSCODE_SECRET_KEY") ?? "";
  if (key === "") {
    const readNothing = () => Promise.resolve(null);
    return createWebhookSecrets({ readApp: readNothing, readHostAccess: readNothing, environment });
  }
  const secretBox = createSecretBox({ key, randomBytes });
  return createWebhookSecrets({
    readApp: createAppReader({ stores, secretBox, clock, fallback: null }).readApp,
    readHostAccess: createHostAccess({ config, stores, secretBox, clock, onSecret: () => undefined }),
    environment,
  });
};

/** Serves the webhook receivers as an Edge Function: verify, record, answer. A worker takes it from the queue. */
export const serveWebhook = (): void => {
  const stores = createServiceStores({ url: requireVariable("SUPABASE_URL"), secretKey: readSecretKey() });
  const handler = createWebhookHandler({
    deliveries: stores.deliveries,
    secrets: createSecrets(stores),
    clock,
    logger,
  });
  Deno.serve((request) => handler.fetch(request));
};
