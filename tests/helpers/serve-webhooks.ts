import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { createServiceStores } from "#supabase/store/index.ts";
import { createWebhookHandler } from "#webhooks/index.ts";
import { silentLogger } from "./silent-logger.ts";

/**
 * The webhook receivers in a process of their own, so that its memory can be told apart. Arguments: address and secret
 * key of the stack, then the secret of every sender. Answers each message with its resident memory in bytes.
 */
const [, , url = "", secretKey = "", secret = ""] = process.argv;
const handler = createWebhookHandler({
  deliveries: createServiceStores({ url, secretKey }).deliveries,
  secrets: () => [secret],
  clock: {
    now: () => new Date(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
  },
  logger: silentLogger,
});
const server = createServer(getRequestListener(handler.fetch));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("message", () => process.send?.({ bytes: process.memoryUsage.rss() }));
process.on("disconnect", () => process.exit());
