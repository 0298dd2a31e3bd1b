import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The request got no answer: no network, a server that is starting or gone. */
export class UnreachableError extends LetscodeError {
  constructor(cause: unknown) {
    super({
      code: "server_unreachable",
      status: 0,
      message: "The server did not answer.",
      fix: "Check your connection and that the server is running, then try again.",
      isRetryable: true,
      cause,
    });
  }
}
