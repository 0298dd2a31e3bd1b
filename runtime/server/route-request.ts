import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Logger } from "#core/ports/logger.ts";
import type { ServerContainer } from "../container/index.ts";
import { isOwnHost } from "./own-hosts.ts";

type FetchHandler = (request: Request) => Promise<Response>;
type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

interface Routes {
  appUrl: string;
  container: ServerContainer;
  /** Serves Auth, Data API and Realtime; null when Supabase is elsewhere. */
  supabase: FetchHandler | null;
  web: NodeHandler;
  logger: Logger;
}

const supabasePaths = ["/auth/v1/", "/rest/v1/", "/realtime/v1/"];

// Next shares this process, so the global Request and Response stay as they are.
const toNodeHandler = (fetch: FetchHandler): NodeHandler => getRequestListener(fetch, { overrideGlobalObjects: false });

const sendText = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${text}\n`);
};

/**
 * One port for everything: previews and production by host name, then Supabase, webhooks, Git and REST by path, and the
 * web app for the rest.
 */
export const createRequestRouter = ({ appUrl, container, supabase, web, logger }: Routes): RequestListener => {
  const handlers: { prefix: string; handle: NodeHandler }[] = [
    ...(supabase === null ? [] : supabasePaths.map((prefix) => ({ prefix, handle: toNodeHandler(supabase) }))),
    { prefix: "/functions/v1/", handle: toNodeHandler((request) => container.functions(request)) },
    { prefix: "/api/", handle: toNodeHandler((request) => container.api.fetch(request)) },
  ];
  return (request, response) => {
    if (container.previews.handle(request, response)) return;
    if (!isOwnHost(request.headers.host, appUrl)) {
      return sendText(
        response,
        421,
        `This server does not answer for ${request.headers.host ?? "requests without a Host header"}. Open ${appUrl}, or set LETSCODE_URL.`,
      );
    }
    if (container.git.handle(request, response)) return;
    const path = request.url ?? "/";
    const handle = handlers.find(({ prefix }) => path.startsWith(prefix))?.handle ?? web;
    Promise.resolve(handle(request, response)).catch((thrown: unknown) => {
      logger.error("A request was not answered", { path: path.split("?")[0], reason: String(thrown) });
      if (response.headersSent) response.destroy();
      else sendText(response, 500, "Something went wrong on the server. Its log says what; try again in a moment.");
    });
  };
};
