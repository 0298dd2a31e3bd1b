import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The Data API refused a read: the session has ended, or the database is away. */
export class ReadFailedError extends LetscodeError {
  constructor(table: string, status: number, reason: string) {
    const isSignedOut = status === 401 || status === 403;
    super({
      code: isSignedOut ? "signed_out" : "read_failed",
      status,
      message: isSignedOut
        ? "You are signed out, so the project could not be read."
        : `The ${table.replaceAll("_", " ")} of this project could not be read: ${reason}.`,
      fix: isSignedOut
        ? "Sign in again."
        : "It is tried again by itself. If it does not come back, look at the server's log.",
      data: { table, status },
      isRetryable: !isSignedOut,
    });
  }
}
