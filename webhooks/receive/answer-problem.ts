import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Logger } from "#core/ports/logger.ts";

/** What went wrong, as problem+json. The connection is closed where the rest of a body may still be on its way. */
export const answerProblem = (thrown: unknown, path: string, logger: Logger): Response => {
  const error = toLetscodeError(thrown);
  const { code, detail, status } = error;
  if (status >= 500 && code !== "receiver_busy") {
    const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : String(error.cause);
    logger.error(`The webhook ${path} was not taken`, { code, detail, cause });
  } else {
    logger.warn(`The webhook ${path} was refused`, { code, detail });
  }
  return new Response(JSON.stringify(error.toProblem()), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...(status === 408 || status === 413 ? { connection: "close" } : {}),
      ...(error.isRetryable ? { "retry-after": "5" } : {}),
    },
  });
};
