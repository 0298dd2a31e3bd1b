import { LetscodeError } from "./letscode-error.ts";

/** A fault nobody foresaw; the cause goes to the log, never to the client. */
export class InternalError extends LetscodeError {
  constructor(cause: unknown) {
    super({
      code: "internal",
      status: 500,
      message: "Something went wrong on our side.",
      fix: "Try again; if it stays, look at the log of the server for the time of this request.",
      cause,
    });
  }
}
