import { setTimeout } from "node:timers/promises";
import { createServiceStores } from "#supabase/store/index.ts";
import { createWebhookHandler } from "#webhooks/index.ts";

const requireVariable = (...names: string[]): string => {
  const value = names.map((name) => Deno.env.get(name)).find((found) => found !== undefined && found !== "");
  if (value === undefined) throw new Error(`None of these is set: ${names.join(", ")}.`);
  return value;
};

/** Supabase gives functions its secret keys by name, as JSON; older projects have the service role's key alone. */
const readSecretKey = (): string => {
  const keys: unknown = JSON.parse(Deno.env.get("SUPABASE_SECRET_KEYS") ?? "{}");
  const [key] = typeof keys === "object" && keys !== null ? Object.values(keys) : [];
  return typeof key === "string" ? key : requireVariable("SUPABASE_SECRET_KEY", "SUPABASE_SERVICE_ROLE_KEY");
};

const log = (level: string) => (message: string, data?: Record<string, unknown>) =>
  console.log(JSON.stringify({ level, message, ...data }));

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
    logger: { debug: log("debug"), info: log("info"), warn: log("warn"), error: log("error") },
  });
  Deno.serve((request) => handler.fetch(request));
};
