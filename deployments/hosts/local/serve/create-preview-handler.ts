import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { DeployEnvironment, Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import { parseHost } from "../address.ts";
import { deploymentFolder } from "../folders.ts";
import { enterPreview } from "./enter-preview.ts";
import { findAccess } from "./find-access.ts";
import { sendNotice, sendProblem } from "./pages.ts";
import { createPlaceLookup } from "./place-lookup.ts";
import type { DeploymentServer, Entry } from "./serve-deployment.ts";
import { SiteServerError } from "./site-server-error.ts";

export interface PreviewOptions {
  appUrl: string;
  dataDirectory: string;
  ticketKey: string;
  server: DeploymentServer;
  findByAddress(
    environment: DeployEnvironment,
    address: string,
  ): Promise<{ deployment: Deployment; project: Project } | null>;
  /** Whose credentials an Authorization header holds; null when they are not valid. */
  identify(authorization: string): Promise<{ userId: string } | null>;
  clock: Clock;
  logger: Logger;
}

export interface PreviewHandler {
  /** True when the request was for a preview or production host, and is being answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** The same for a request to upgrade the connection, to a websocket for one. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

type Host = NonNullable<ReturnType<typeof parseHost>>;

const isPage = (request: IncomingMessage): boolean =>
  (request.method === "GET" || request.method === "HEAD") && (request.headers.accept ?? "").includes("text/html");

const sendAway = (options: PreviewOptions, address: string, request: IncomingMessage, response: ServerResponse) => {
  if (!isPage(request))
    return sendProblem(response, {
      status: 401,
      code: "unauthorized",
      detail: "This preview is private.",
      fix: "Send the owner's Supabase access token as `Authorization: Bearer <token>`, or make the project's previews public.",
    });
  const back = new URL("/api/preview-access", options.appUrl);
  back.search = String(new URLSearchParams({ address, path: request.url ?? "/" }));
  response.writeHead(302, { location: back.href, "cache-control": "no-store" });
  response.end();
};

const toHeaders = (options: PreviewOptions, deployment: Deployment): OutgoingHttpHeaders => ({
  "origin-agent-cluster": "?1",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  ...(deployment.environment === "preview"
    ? { "content-security-policy": `frame-ancestors ${new URL(options.appUrl).origin}`, "x-robots-tag": "noindex" }
    : {}),
});

const createEnter = (options: PreviewOptions) => {
  const { protocol } = new URL(options.appUrl);
  const find = createPlaceLookup(options.findByAddress, options.clock);
  const isSecure = protocol === "https:";
  /** The place a request is for, and whether it may go there. */
  return async (host: Host, request: IncomingMessage) => {
    const place = await find(host, request);
    if (place === null) return null;
    const { deployment, project } = place;
    const access = await findAccess(
      { ticketKey: options.ticketKey, identify: options.identify, now: options.clock.now() },
      deployment,
      project,
      request,
      isSecure,
    );
    const toEntry = (door: Entry["door"]): Entry => ({
      door,
      protocol: protocol.slice(0, -1),
      isPrivate: deployment.environment === "preview" && project.previewVisibility === "private",
      headers: toHeaders(options, deployment),
    });
    return { place, access, toEntry };
  };
};

type Enter = ReturnType<typeof createEnter>;

const answer = async (
  options: PreviewOptions,
  enter: Enter,
  host: Host,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const entered = await enter(host, request);
  if (entered === null) {
    return sendNotice(response, 404, {
      title: "Nothing is served here",
      text: "This address has no deployment that is ready.",
      link: { href: options.appUrl, label: "Go to the workspace" },
    });
  }
  const { place, access, toEntry } = entered;
  const url = URL.parse(request.url ?? "/", options.appUrl);
  if (url?.pathname === "/__letscode/enter") return enterPreview(options, place.project, url, response);
  if (!access.isAllowed) {
    if (access.who === "anonymous") return sendAway(options, host.address, request, response);
    return sendProblem(response, {
      status: 404,
      code: "not_found",
      detail: "There is no preview here that you can reach.",
      fix: "Check the address, and that you are signed in as its owner.",
    });
  }
  const { id } = place.deployment;
  await options.server.serve(id, deploymentFolder(options.dataDirectory, id), toEntry(access.door), request, response);
};

/** A websocket is not held to the same origin by the browser, so a private preview takes those of its own pages only. */
const isOwnPage = (request: IncomingMessage): boolean => {
  const { origin, host } = request.headers;
  return origin !== undefined && URL.parse(origin)?.host === host;
};

const refuseUpgrade = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

const join = async (
  options: PreviewOptions,
  enter: Enter,
  host: Host,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): Promise<void> => {
  const entered = await enter(host, request);
  if (entered === null) return refuseUpgrade(socket, "404 Not Found");
  const { place, access, toEntry } = entered;
  if (!access.isAllowed)
    return refuseUpgrade(socket, access.who === "anonymous" ? "401 Unauthorized" : "404 Not Found");
  if (access.door === "cookie" && !isOwnPage(request)) return refuseUpgrade(socket, "403 Forbidden");
  const { id } = place.deployment;
  const folder = deploymentFolder(options.dataDirectory, id);
  const isJoined = await options.server.upgrade(id, folder, toEntry(access.door), request, socket, head);
  if (!isJoined) refuseUpgrade(socket, "404 Not Found");
};

/** What people see when the app did not come up; what it printed is its owner's to see, in a preview. */
const describeFailure = (thrown: unknown, { environment }: Host): { title: string; text: string; output?: string } => {
  if (!(thrown instanceof SiteServerError))
    return {
      title: "This could not be served",
      text: "Something failed on our side. This page looks again by itself.",
    };
  if (environment === "production") return { title: "This app is not available", text: "It did not start." };
  return { title: "The app did not start", text: `${thrown.detail} ${thrown.fix}`, output: thrown.output };
};

/**
 * Serves previews and production by host name. Previews are the owner's alone unless the project opens them: by the
 * cookie a ticket was changed for, or by an Authorization header. Production is everybody's.
 */
export const createPreviewHandler = (options: PreviewOptions): PreviewHandler => {
  const enter = createEnter(options);
  const warn = (host: Host, thrown: unknown): void =>
    options.logger.warn("A deployment was not served", { address: host.address, reason: String(thrown) });
  return {
    handle: (request, response) => {
      const host = parseHost(request.headers.host ?? "", options.appUrl);
      if (host === null) return false;
      answer(options, enter, host, request, response).catch((thrown: unknown) => {
        warn(host, thrown);
        if (response.headersSent) response.destroy();
        else sendNotice(response, 502, { ...describeFailure(thrown, host), refreshSeconds: 10 });
      });
      return true;
    },
    upgrade: (request, socket, head) => {
      const host = parseHost(request.headers.host ?? "", options.appUrl);
      if (host === null) return false;
      socket.on("error", () => socket.destroy());
      join(options, enter, host, request, socket, head).catch((thrown: unknown) => {
        warn(host, thrown);
        refuseUpgrade(socket, "502 Bad Gateway");
      });
      return true;
    },
  };
};
