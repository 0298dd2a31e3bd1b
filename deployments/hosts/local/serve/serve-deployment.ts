import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { readSite, type Site } from "../site.ts";
import { renderNotice } from "./pages.ts";
import type { SiteServers } from "./site-servers.ts";

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface DeploymentServer {
  serve(deploymentId: string, folder: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Never passed on to people's code: they open our doors, not theirs. */
const keptBack = new Set(["authorization", "cookie", "connection", "upgrade", "host"]);

const notFound = (response: ServerResponse): void => {
  response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
  response.end(renderNotice({ title: "Page not found", text: "This app has no page at this address." }));
};

const serveStatic = (folder: string, site: Site): Serve => {
  // `dev` reads the folder at each request instead of listing it once; a deployment's files never change.
  const handle = sirv(join(folder, "output"), { single: site.isSinglePage, etag: true, dotfiles: false, maxAge: 0 });
  return (request, response) =>
    new Promise((resolve) => {
      response.on("close", resolve);
      handle(request, response, () => notFound(response));
    });
};

const proxyTo =
  (socket: string): Serve =>
  (request, response) =>
    new Promise((resolve) => {
      const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !keptBack.has(name)));
      const cookies = (request.headers.cookie ?? "")
        .split(/; */)
        .filter((cookie) => !cookie.startsWith("letscode_"))
        .join("; ");
      const upstream = httpRequest(
        {
          socketPath: socket,
          method: request.method,
          path: request.url,
          headers: { ...headers, host: request.headers.host, ...(cookies === "" ? {} : { cookie: cookies }) },
        },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      upstream.on("error", () => {
        if (!response.headersSent) response.writeHead(502, { "content-type": "text/html; charset=utf-8" });
        response.end(
          renderNotice({
            title: "The app's server did not answer",
            text: "It may have crashed. Look at its log in the workspace, then reload this page.",
            refreshSeconds: 5,
          }),
        );
      });
      response.on("close", resolve);
      request.pipe(upstream);
    });

/** Serves finished deployments: files as they are, servers through their socket in the sandbox. */
export const createDeploymentServer = (servers: SiteServers): DeploymentServer => {
  const handlers = new Map<string, Serve>();
  return {
    serve: async (id, folder, request, response) => {
      const site = await readSite(folder);
      if (site === null) {
        response.writeHead(410, { "content-type": "text/html; charset=utf-8" });
        response.end(
          renderNotice({
            title: "This deployment is no longer kept",
            text: "Deploy the branch again from the workspace.",
          }),
        );
        return;
      }
      if (site.kind === "static") {
        const handle = handlers.get(id) ?? serveStatic(folder, site);
        if (handlers.size > 200) handlers.clear();
        handlers.set(id, handle);
        return handle(request, response);
      }
      const server = await servers.use(id, folder, site);
      return proxyTo(server.socket)(request, response);
    },
  };
};
