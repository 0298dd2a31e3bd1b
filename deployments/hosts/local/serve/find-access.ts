import type { IncomingMessage } from "node:http";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { verifyPreviewTicket } from "../../../preview-access/preview-ticket.ts";

/** What let a request in. */
export type Door = "open" | "cookie" | "authorization";

export type Access = { isAllowed: true; door: Door } | { isAllowed: false; who: "anonymous" | "stranger" };

interface Options {
  ticketKey: string;
  identify(authorization: string): Promise<{ userId: string } | null>;
  now: Date;
}

/** Over https the browser guards the name: no other preview can set a cookie of it. */
export const toCookieName = (isSecure: boolean): string => (isSecure ? "__Host-letscode_preview" : "letscode_preview");

/** All of that name: another preview of the same host may have put its own in front of ours. */
const readCookies = (request: IncomingMessage, name: string): string[] =>
  (request.headers.cookie ?? "")
    .split(/; */)
    .filter((cookie) => cookie.startsWith(`${name}=`))
    .map((cookie) => cookie.slice(name.length + 1));

/**
 * Whether a request may see a deployment: production and public previews are everybody's, others the owner's alone, by
 * the cookie a ticket was changed for or by an Authorization header.
 */
export const findAccess = async (
  options: Options,
  deployment: Deployment,
  project: Project,
  request: IncomingMessage,
  isSecure: boolean,
): Promise<Access> => {
  if (deployment.environment === "production" || project.previewVisibility === "public")
    return { isAllowed: true, door: "open" };
  const hasTicket = readCookies(request, toCookieName(isSecure)).some((cookie) => {
    const ticket = verifyPreviewTicket(cookie, options.ticketKey, options.now);
    return ticket?.purpose === "stay" && ticket.projectId === project.id && ticket.userId === project.ownerId;
  });
  if (hasTicket) return { isAllowed: true, door: "cookie" };
  const { authorization } = request.headers;
  const identity = authorization === undefined ? null : await options.identify(authorization);
  if (identity === null) return { isAllowed: false, who: "anonymous" };
  return identity.userId === project.ownerId
    ? { isAllowed: true, door: "authorization" }
    : { isAllowed: false, who: "stranger" };
};
