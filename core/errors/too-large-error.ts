import { LetscodeError } from "./letscode-error.ts";

/** Something exceeds a stated limit (A5, A22). */
export class TooLargeError extends LetscodeError {
  constructor(what: string, limit: string) {
    super({
      code: "too_large",
      status: 413,
      message: `${what} is larger than the limit of ${limit}.`,
      fix: "Make it smaller, or split it; the limit is there so that one project cannot starve the others.",
      data: { what, limit },
    });
  }
}
