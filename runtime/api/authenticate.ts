import { ForbiddenError } from "#core/errors/forbidden-error.ts";
import { UnauthorizedError } from "#core/errors/unauthorized-error.ts";
import type { Session } from "../services/service-context.ts";
import type { ApiContext } from "./api-context.ts";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A browser sends the session cookie with any request, whoever wrote the page. A request that changes
 * something must therefore come from our own pages (A27). Bearer tokens are not sent by themselves and need none of this.
 */
const refuseCrossSite = (context: ApiContext, request: Request): void => {
  if (safeMethods.has(request.method)) return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const isOwn = origin === null ? site === "same-origin" : origin === context.appOrigin;
  if (!isOwn) {
    throw new ForbiddenError(
      "This request carries your session, but was sent by another site.",
      `Send it from ${context.appOrigin}, or use an access token in the Authorization header.`,
    );
  }
};

const readBearer = (request: Request): string | null => {
  const [scheme, token] = (request.headers.get("authorization") ?? "").split(" ");
  return scheme?.toLowerCase() === "bearer" && token !== undefined && token !== "" ? token : null;
};

/** The session of a request, by Bearer token or session cookie; null without a valid one. Throws ForbiddenError for cross-site changes. */
export const findSession = async (context: ApiContext, request: Request): Promise<Session | null> => {
  const bearer = readBearer(request);
  if (bearer !== null) return context.openSession(bearer);
  const token = await context.readSessionToken(request.headers.get("cookie") ?? "");
  if (token === null) return null;
  refuseCrossSite(context, request);
  return context.openSession(token);
};

/** As findSession, but throws UnauthorizedError when there is none. */
export const authenticate = async (context: ApiContext, request: Request): Promise<Session> => {
  const session = await findSession(context, request);
  if (session === null) throw new UnauthorizedError();
  return session;
};
