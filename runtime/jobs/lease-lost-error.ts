import { LetscodeError } from "#core/errors/letscode-error.ts";

/** Another worker may be working on our jobs: the connection that held them was cut. */
export class LeaseLostError extends LetscodeError {
  constructor(cause?: unknown) {
    super({
      code: "lease_lost",
      status: 503,
      message: "This worker lost its connection to the database, so others may have taken over its jobs.",
      fix: "Nothing needs doing: the worker starts again, and its jobs go on where they were.",
      isRetryable: true,
      cause,
    });
  }
}
