import type { ServerResponse } from "node:http";
import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import { signPreviewTicket, verifyPreviewTicket } from "../../../preview-access/preview-ticket.ts";
import { toCookieName } from "./find-access.ts";
import { sendNotice } from "./pages.ts";

interface Options {
  appUrl: string;
  ticketKey: string;
  clock: Clock;
}

const STAY_MILLISECONDS = 8 * 3_600_000;

/**
 * Inside the workspace's frame the cookie is a third party's: it must be SameSite=None, and Partitioned so that it
 * belongs to the workspace alone. Browsers count http://*.localhost as secure; on any other address without https they
 * would drop such a cookie, and previews can be opened in a tab of their own only.
 */
const toCookie = (value: string, appUrl: string): string => {
  const { protocol, hostname } = new URL(appUrl);
  const isTrustworthy = protocol === "https:" || hostname === "localhost" || hostname.endsWith(".localhost");
  const kind = isTrustworthy ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax";
  return `${toCookieName(protocol === "https:")}=${value}; Path=/; HttpOnly; ${kind}; Max-Age=${STAY_MILLISECONDS / 1000}`;
};

/** Turns the ticket of the URL into a cookie of this origin, and goes on to a path of this origin. */
export const enterPreview = (options: Options, project: Project, url: URL, response: ServerResponse): void => {
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
    "set-cookie": toCookie(stay, options.appUrl),
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
  response.end();
};
