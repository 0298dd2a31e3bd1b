import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";

type Matches = (request: { method: string; path: string }) => boolean;

const hopByHop = ["host", "connection", "content-length", "transfer-encoding", "accept-encoding"];

/**
 * Stands before other servers and can withhold an answer: what was asked for has been done, and whoever asked never
 * hears of it. `send` answers a request in the place of the servers behind.
 */
export const startHoldingProxy = async (send: typeof globalThis.fetch) => {
  const holds: { matches: Matches; reached(): void }[] = [];
  const server = createServer(
    getRequestListener(async (request) => {
      const { pathname, search } = new URL(request.url);
      const headers = new Headers(request.headers);
      for (const name of hopByHop) headers.delete(name);
      const body = await request.arrayBuffer();
      const answer = await send(`http://proxy.invalid${pathname}${search}`, {
        method: request.method,
        headers,
        ...(body.byteLength === 0 ? {} : { body }),
      });
      const content = await answer.arrayBuffer();
      const index = holds.findIndex(({ matches }) => matches({ method: request.method, path: pathname }));
      const [held] = index === -1 ? [] : holds.splice(index, 1);
      if (held !== undefined) {
        held.reached();
        await new Promise(() => undefined);
      }
      return new Response(content.byteLength === 0 ? null : content, {
        status: answer.status,
        headers: { "content-type": answer.headers.get("content-type") ?? "text/plain" },
      });
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Withholds the next answer of this kind; resolves when it could have been given. */
    hold: (matches: Matches): Promise<void> =>
      new Promise((resolve) => {
        holds.push({ matches, reached: resolve });
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
