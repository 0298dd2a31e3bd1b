import { LetscodeError } from "./letscode-error.ts";

/** Who asks is known, and may not do this. */
export class ForbiddenError extends LetscodeError {
  constructor(message: string, fix: string) {
    super({
      code: "forbidden",
      status: 403,
      message: message,
      fix: fix,
    });
  }
}
