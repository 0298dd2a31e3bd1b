import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { readSite } from "../site.ts";
import type { Door } from "./find-access.ts";
import { renderNotice } from "./pages.ts";
import { proxyToServer, proxyUpgrade } from "./proxy-to-server.ts";
import { serveStatic } from "./serve-static.ts";
import type { SiteServers } from "./site-servers.ts";

/** How a request came in, and what every answer to it must carry. */
export interface Entry {
  door: Door;
  protocol: string;
  isPrivate: boolean;
  headers: OutgoingHttpHeaders;
}

export interface DeploymentServer {
  serve(id: string, folder: string, entry: Entry, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Joins an upgraded connection with the app's server; answers false when the app has none. */
  upgrade(
    id: string,
    folder: string,
    entry: Entry,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<boolean>;
}

// What it takes to notice that a server has ended.
const AFTER_CRASH_MILLISECONDS = 150;

const gone = {
  title: "This deployment is no longer kept",
  text: "Deploy the branch again from the workspace.",
};

/** Serves finished deployments: files as they are, servers through their socket in the sandbox. */
export const createDeploymentServer = (servers: SiteServers): DeploymentServer => ({
  serve: async (id, folder, entry, request, response) => {
    const site = await readSite(folder);
    for (const [name, value] of Object.entries(entry.headers)) if (value !== undefined) response.setHeader(name, value);
    if (site === null) {
      response.writeHead(410, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
      response.end(renderNotice(gone));
      return;
    }
    if (site.kind === "static") return serveStatic(join(folder, "output"), site, entry.isPrivate, request, response);
    // Only what has no content can be sent twice.
    const isRepeatable = request.method === "GET" || request.method === "HEAD";
    for (let triesLeft = isRepeatable ? 1 : 0; triesLeft >= 0; triesLeft -= 1) {
      const { server, release } = await servers.use(id, folder, site);
      const passage = { ...entry, socket: server.socket };
      const outcome = await proxyToServer(passage, request, response, triesLeft > 0).finally(release);
      if (outcome === "done") return;
      await setTimeout(AFTER_CRASH_MILLISECONDS);
    }
  },
  upgrade: async (id, folder, entry, request, client, head) => {
    const site = await readSite(folder);
    if (site?.kind !== "server") return false;
    const { server, release } = await servers.use(id, folder, site);
    await proxyUpgrade({ ...entry, socket: server.socket }, request, client, head).finally(release);
    return true;
  },
});
