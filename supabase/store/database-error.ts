import { LetscodeError } from "#core/errors/letscode-error.ts";

/** Classes of SQLSTATE after which the same request may succeed: connection, resources, shutdown, deadlock, serialisation. */
const retryableCode = /^(?:08|53|57P|40001|40P01|55P03|PT503|PGRST00)/;

/** The database refused a request or could not be reached. */
export class DatabaseError extends LetscodeError {
  constructor(operation: string, reason: { message: string; code?: string }, status: number) {
    const isRetryable = status === 0 || status >= 500 || retryableCode.test(reason.code ?? "");
    super({
      code: "database_failed",
      status: 503,
      message: `The database did not ${operation}: ${reason.message}.`,
      fix: isRetryable
        ? "Try again in a moment; if it stays, run `letscode doctor`."
        : "Run `letscode doctor`; it checks that the migrations are applied and the keys fit.",
      isRetryable,
      data: { operation, ...(reason.code === undefined || reason.code === "" ? {} : { databaseCode: reason.code }) },
      cause: reason,
    });
  }
}
