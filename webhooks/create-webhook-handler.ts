import { createBodyBudget } from "./receive/create-body-budget.ts";
import { createReceiver, type ReceiverOptions } from "./receive/create-receiver.ts";
import { githubSource } from "./github/github-source.ts";
import { renderSource } from "./render/render-source.ts";
import { statusSource } from "./status/status-source.ts";
import { vercelSource } from "./vercel/vercel-source.ts";

export type WebhookHandlerOptions = Omit<ReceiverOptions, "budget" | "deadlineMilliseconds"> &
  Partial<Pick<ReceiverOptions, "deadlineMilliseconds">>;

export interface WebhookHandler {
  /** Serves `POST <anything>/<source>`: `/functions/v1/github-webhook` here, `/github-webhook` inside an Edge Function. */
  fetch(request: Request): Promise<Response>;
}

const webhookSources = [githubSource, statusSource, vercelSource, renderSource];

/** GitHub gives up after ten seconds; a slow body must be gone by then, however busy the machine is. */
const DEADLINE_MILLISECONDS = 7_000;
const BUDGET_BYTES = 32 * 1024 * 1024;

/** The receivers of all webhooks behind one handler. What it keeps in memory is bounded, whoever sends (A5). */
export const createWebhookHandler = (options: WebhookHandlerOptions): WebhookHandler => {
  const budget = createBodyBudget(BUDGET_BYTES);
  const receivers = new Map(
    webhookSources.map((source) => [
      source.path,
      createReceiver(source, { deadlineMilliseconds: DEADLINE_MILLISECONDS, ...options, budget }),
    ]),
  );
  return {
    fetch: async (request) => {
      const path = new URL(request.url).pathname.replace(/\/$/, "").split("/").at(-1) ?? "";
      return (await receivers.get(path)?.(request)) ?? new Response(null, { status: 404 });
    },
  };
};
