import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The body of a webhook did not arrive in time (A5). */
export class SlowRequestError extends LetscodeError {
  constructor(seconds: number) {
    super({
      code: "request_too_slow",
      status: 408,
      message: `The body did not arrive within ${seconds} seconds.`,
      fix: "Send it again, over a faster connection.",
      isRetryable: true,
    });
  }
}
