import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import type { Door } from "./find-access.ts";

/** Of one connection, not of the request (RFC 9110, 7.6.1). */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Cookies of ours open our doors, and are never shown to people's code nor set by it. */
export const isOwnCookie = (cookie: string): boolean => /^\s*(?:__Host-|__Secure-)?letscode_/i.test(cookie);

const toCookies = (header: string): string =>
  header
    .split(/; */)
    .filter((cookie) => !isOwnCookie(cookie))
    .join("; ");

/**
 * Headers of a request as the app's server gets them. `Authorization` is kept back where it let the request in, since
 * then it is the owner's token of this installation; otherwise it is the app's own.
 */
export const toServerHeaders = (
  request: IncomingMessage,
  options: { door: Door; protocol: string; isUpgrade?: boolean },
): OutgoingHttpHeaders => {
  const { cookie = "", ...headers } = request.headers;
  const cookies = toCookies(cookie);
  const kept = Object.entries(headers).filter(
    ([name]) => !hopByHop.has(name) && !(name === "authorization" && options.door === "authorization"),
  );
  return {
    ...Object.fromEntries(kept),
    ...(cookies === "" ? {} : { cookie: cookies }),
    ...(options.isUpgrade === true ? { connection: "Upgrade", upgrade: request.headers.upgrade } : {}),
    "x-forwarded-host": request.headers.host,
    "x-forwarded-proto": options.protocol,
    "x-forwarded-for": request.socket.remoteAddress,
  };
};

const toSetCookie = (cookie: string): string =>
  cookie
    .split(";")
    // A cookie for all of the preview host would reach every other app's preview.
    .filter((part, index) => index === 0 || !/^\s*domain\s*=/i.test(part))
    .join(";");

/** Headers of the server's answer as the browser gets them. `ours` hold besides whatever the app says. */
export const toBrowserHeaders = (headers: IncomingHttpHeaders, ours: OutgoingHttpHeaders): OutgoingHttpHeaders => {
  const { "set-cookie": cookies = [], "content-security-policy": policy, ...rest } = headers;
  const kept = Object.entries(rest).filter(([name]) => !hopByHop.has(name));
  const ownPolicy = ours["content-security-policy"];
  // Both policies apply where both are sent: the app cannot take back who may frame it.
  const policies = [ownPolicy, policy].filter((one) => one !== undefined).map(String);
  const allowed = cookies.filter((cookie) => !isOwnCookie(cookie)).map(toSetCookie);
  return {
    ...Object.fromEntries(kept),
    ...ours,
    ...(policies.length === 0 ? {} : { "content-security-policy": policies.join(", ") }),
    ...(allowed.length === 0 ? {} : { "set-cookie": allowed }),
  };
};
