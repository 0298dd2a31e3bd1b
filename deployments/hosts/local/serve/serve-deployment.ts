import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
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
    const { socket } = await servers.use(id, folder, site);
    const release = servers.hold(id);
    await proxyToServer({ ...entry, socket }, request, response).finally(release);
  },
  upgrade: async (id, folder, entry, request, client, head) => {
    const site = await readSite(folder);
    if (site?.kind !== "server") return false;
    const { socket } = await servers.use(id, folder, site);
    const release = servers.hold(id);
    await proxyUpgrade({ ...entry, socket }, request, client, head).finally(release);
    return true;
  },
});
