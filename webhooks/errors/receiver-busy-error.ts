import { LetscodeError } from "#core/errors/letscode-error.ts";

/** So many large bodies arrive at once that one more would take too much memory (A5). */
export class ReceiverBusyError extends LetscodeError {
  constructor() {
    super({
      code: "receiver_busy",
      status: 503,
      message: "Too many large webhooks are arriving at once.",
      fix: "Send it again in a few seconds.",
      isRetryable: true,
    });
  }
}
