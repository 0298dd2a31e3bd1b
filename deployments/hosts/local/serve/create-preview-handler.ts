import type { IncomingMessage, ServerResponse } from "node:http";
import type { DeployEnvironment, Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import { signPreviewTicket, verifyPreviewTicket } from "../../../preview-access/preview-ticket.ts";
import { parseHost } from "../address.ts";
import { deploymentFolder } from "../create-local-deploy-host.ts";
import { renderNotice } from "./pages.ts";
import type { DeploymentServer } from "./serve-deployment.ts";

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
}

const COOKIE = "letscode_preview";
const STAY_MILLISECONDS = 8 * 3_600_000;

const sendNotice = (response: ServerResponse, status: number, notice: Parameters<typeof renderNotice>[0]): void => {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
  response.end(renderNotice(notice));
};

const sendProblem = (response: ServerResponse, status: number, code: string, detail: string, fix: string): void => {
  response.writeHead(status, { "content-type": "application/problem+json", "cache-control": "no-store" });
  response.end(
    JSON.stringify({
      type: `https://letscode.dev/problems/${code}`,
      title: code.replaceAll("_", " "),
      status,
      code,
      detail,
      fix,
    }),
  );
};

const readCookie = (request: IncomingMessage): string | null =>
  (request.headers.cookie ?? "")
    .split(/; */)
    .find((cookie) => cookie.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1) ?? null;

/** Turns the ticket of the URL into a cookie of this origin, and goes on to a path of this origin. */
const enter = (options: PreviewOptions, project: Project, url: URL, response: ServerResponse): void => {
  const now = options.clock.now();
  const ticket = verifyPreviewTicket(url.searchParams.get("ticket") ?? "", options.ticketKey, now);
  const path = url.searchParams.get("path") ?? "/";
  if (ticket?.purpose !== "enter" || ticket.projectId !== project.id) {
    return sendNotice(response, 403, {
      title: "This link has expired",
      text: "Open the preview from the workspace again.",
      link: { href: options.appUrl, label: "Go to the workspace" },
    });
  }
  const stay = signPreviewTicket(
    { ...ticket, purpose: "stay", expiresAt: now.getTime() + STAY_MILLISECONDS },
    options.ticketKey,
  );
  response.writeHead(302, {
    location: /^\/(?![/\\])/.test(path) ? path : "/",
    // Partitioned: inside the workspace's frame the cookie is a third party's, and belongs to the workspace alone.
    "set-cookie": [
      `${COOKIE}=${stay}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned; Max-Age=${STAY_MILLISECONDS / 1000}`,
    ],
    "cache-control": "no-store",
  });
  response.end();
};

type Access = "allowed" | "stranger" | "anonymous";

const findAccess = async (
  options: PreviewOptions,
  deployment: Deployment,
  project: Project,
  request: IncomingMessage,
): Promise<Access> => {
  if (deployment.environment === "production" || project.previewVisibility === "public") return "allowed";
  const cookie = readCookie(request);
  const ticket = cookie === null ? null : verifyPreviewTicket(cookie, options.ticketKey, options.clock.now());
  if (ticket?.purpose === "stay" && ticket.projectId === project.id && ticket.userId === project.ownerId)
    return "allowed";
  const { authorization } = request.headers;
  if (authorization === undefined) return "anonymous";
  const identity = await options.identify(authorization);
  if (identity === null) return "anonymous";
  return identity.userId === project.ownerId ? "allowed" : "stranger";
};

const sendAway = (
  options: PreviewOptions,
  address: string,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const isPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
  if (!isPage)
    return sendProblem(
      response,
      401,
      "unauthorized",
      "This preview is private.",
      "Send the owner's Supabase access token as `Authorization: Bearer <token>`, or make the project's previews public.",
    );
  const back = `${options.appUrl}/api/preview-access?address=${encodeURIComponent(address)}&path=${encodeURIComponent(request.url ?? "/")}`;
  response.writeHead(302, { location: back, "cache-control": "no-store" });
  response.end();
};

const answer = async (
  options: PreviewOptions,
  host: { environment: DeployEnvironment; address: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const found = await options.findByAddress(host.environment, host.address);
  if (found === null) {
    return sendNotice(response, 404, {
      title: "Nothing is served here",
      text: "This address has no deployment that is ready.",
      link: { href: options.appUrl, label: "Go to the workspace" },
    });
  }
  const { deployment, project } = found;
  const url = new URL(request.url ?? "/", options.appUrl);
  if (url.pathname === "/__letscode/enter") return enter(options, project, url, response);
  const access = await findAccess(options, deployment, project, request);
  if (access === "anonymous") return sendAway(options, host.address, request, response);
  if (access === "stranger")
    return sendProblem(
      response,
      404,
      "not_found",
      "There is no preview here that you can reach.",
      "Check the address, and that you are signed in as its owner.",
    );
  response.setHeader("origin-agent-cluster", "?1");
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("referrer-policy", "strict-origin-when-cross-origin");
  if (deployment.environment === "preview")
    response.setHeader("content-security-policy", `frame-ancestors ${options.appUrl}`);
  await options.server.serve(deployment.id, deploymentFolder(options.dataDirectory, deployment.id), request, response);
};

/**
 * Serves previews and production by host name. Previews are the owner's alone unless the project opens them: by the
 * cookie a ticket was changed for, or by an Authorization header. Production is everybody's.
 */
export const createPreviewHandler = (options: PreviewOptions): PreviewHandler => ({
  handle: (request, response) => {
    const host = parseHost(request.headers.host ?? "", options.appUrl);
    if (host === null) return false;
    answer(options, host, request, response).catch((thrown: unknown) => {
      options.logger.warn("A preview was not served", { address: host.address, reason: String(thrown) });
      if (response.headersSent) response.destroy();
      else
        sendNotice(response, 502, {
          title: "The app did not start",
          text: thrown instanceof Error ? thrown.message : String(thrown),
          refreshSeconds: 10,
        });
    });
    return true;
  },
});
