import { LetscodeError } from "./letscode-error.ts";

/** The thing is not in a state in which this can be done. */
export class IllegalStateError extends LetscodeError {
  constructor(message: string, fix: string, data?: Record<string, unknown>) {
    super({
      code: "illegal_state",
      status: 409,
      message: message,
      fix: fix,
      ...(data === undefined ? {} : { data }),
    });
  }
}
