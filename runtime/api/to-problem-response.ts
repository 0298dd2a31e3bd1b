import { InternalError } from "#core/errors/internal-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Logger } from "#core/ports/logger.ts";

/** The one place where an error of the REST interface becomes problem+json. Faults nobody foresaw go to the log with their cause. */
export const toProblemResponse = (
  thrown: unknown,
  request: { method: string; path: string },
  logger: Logger,
): Response => {
  const error = toLetscodeError(thrown);
  if (error instanceof InternalError || error.status >= 500) {
    const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : String(error.cause);
    logger.error(`${request.method} ${request.path} failed`, { code: error.code, detail: error.detail, cause });
  }
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store" };
  const { retryAfterSeconds } = error.data;
  if (typeof retryAfterSeconds === "number") headers["retry-after"] = String(Math.max(1, Math.ceil(retryAfterSeconds)));
  if (error.status === 401) headers["www-authenticate"] = 'Bearer realm="letscode"';
  return new Response(JSON.stringify(error.toProblem()), { status: error.status, headers });
};
