import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The answer is not what the contract says: an older page after an update, or something between us and the server. */
export class UnexpectedAnswerError extends LetscodeError {
  constructor(path: string, status: number, cause?: unknown) {
    super({
      code: "unexpected_answer",
      status,
      message: `The server's answer to ${path} was not understood.`,
      fix: "Reload the page. If it happens again, restart the server and look at its log.",
      data: { path },
      isRetryable: status >= 500,
      cause,
    });
  }
}
