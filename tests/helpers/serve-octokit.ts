import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, Webhooks } from "@octokit/webhooks";

/** What the receivers are measured against: octokit's own middleware, with a handler that does nothing. Argument: the secret. */
const [, , secret = ""] = process.argv;
const webhooks = new Webhooks({ secret });
webhooks.on("push", () => undefined);
const server = createServer(createNodeMiddleware(webhooks, { path: "/functions/v1/github-webhook" }));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on("disconnect", () => process.exit());
