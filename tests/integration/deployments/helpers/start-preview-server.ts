import { createServer, request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import { createPreviewHandler } from "#deployments/hosts/local/serve/create-preview-handler.ts";
import { createDeploymentServer } from "#deployments/hosts/local/serve/serve-deployment.ts";
import { createSiteServers, type SiteServerOptions } from "#deployments/hosts/local/serve/site-servers.ts";
import { toPreviewEntrance } from "#deployments/preview-access/preview-ticket.ts";
import type { Sandbox } from "#deployments/sandbox/sandbox.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";

export const ticketKey = "0123456789abcdef0123456789abcdef";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

interface Options {
  dataDirectory: string;
  findSandbox(): Promise<Sandbox>;
  appUrl?: string;
  servers?: SiteServerOptions;
}

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

const systemClock: Clock = { now: () => new Date(), sleep: (milliseconds) => setTimeout(milliseconds) };

/** Previews on a port of their own, for deployments that are put there by hand. Asked by Host header, as browsers do. */
export const startPreviewServer = async (options: Options) => {
  const appUrl = options.appUrl ?? "http://localhost:3000";
  const places = new Map<string, { deployment: Deployment; project: Project }>();
  const servers = createSiteServers(options.findSandbox, options.servers);
  const previews = createPreviewHandler({
    appUrl,
    dataDirectory: options.dataDirectory,
    ticketKey,
    server: createDeploymentServer(servers),
    findByAddress: async (environment, address) => places.get(`${environment}:${address}`) ?? null,
    identify: async (authorization) =>
      authorization.startsWith("Bearer user:") ? { userId: authorization.slice("Bearer user:".length) } : null,
    clock: systemClock,
    logger: silentLogger,
  });
  const server = createServer((request, response) => {
    if (!previews.handle(request, response)) response.writeHead(421).end("not a preview");
  });
  server.on("upgrade", (request, socket, head) => {
    if (!previews.upgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    servers,
    place: (address: string, deployment: Deployment, project: Project): void =>
      void places.set(`${deployment.environment}:${address}`, { deployment, project }),
    ask: (host: string, path: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Answer> =>
      new Promise((resolve, reject) => {
        const asked = httpRequest(
          { port, host: "127.0.0.1", method, path, headers: { host, ...headers } },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on("data", (chunk: Buffer) => chunks.push(chunk));
            answer.on("error", reject);
            answer.on("end", () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                body: Buffer.concat(chunks).toString("latin1"),
              }),
            );
          },
        );
        asked.on("error", reject);
        asked.end(body);
      }),
    /** The cookie an owner gets by entering from the workspace. */
    enter: async function (host: string, project: Project): Promise<string> {
      const url = new URL(
        toPreviewEntrance(
          `http://${host}`,
          { projectId: project.id, userId: project.ownerId, path: "/" },
          ticketKey,
          new Date(),
        ),
      );
      const { headers } = await this.ask(host, `${url.pathname}${url.search}`);
      return (headers["set-cookie"]?.[0] ?? "").split(";")[0] ?? "";
    },
    stop: async (): Promise<void> => {
      await servers.stopAll();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
};
export type PreviewServer = Awaited<ReturnType<typeof startPreviewServer>>;
