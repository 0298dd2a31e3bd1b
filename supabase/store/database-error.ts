import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The database refused a request or could not be reached. */
export class DatabaseError extends LetscodeError {
  constructor(operation: string, reason: { message: string; code?: string | undefined }, status: number) {
    const isRetryable = status === 0 || status >= 500;
    super({
      code: "database_failed",
      status: 503,
      message: `The database did not ${operation}: ${reason.message}.`,
      fix: isRetryable
        ? "Try again in a moment; if it stays, run `letscode doctor`."
        : "Run `letscode doctor`; it checks that the migrations are applied and the keys fit.",
      isRetryable,
      data: { operation, ...(reason.code === undefined ? {} : { databaseCode: reason.code }) },
      cause: reason,
    });
  }
}
