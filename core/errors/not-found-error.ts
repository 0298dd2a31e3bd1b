import { LetscodeError } from "./letscode-error.ts";

/** Something does not exist, or belongs to somebody else: the two look the same from outside (A18). */
export class NotFoundError extends LetscodeError {
  constructor(what: string) {
    super({
      code: "not_found",
      status: 404,
      message: `There is no ${what} here that you can reach.`,
      fix: "Check the address, and that you are signed in as its owner.",
      data: { what },
    });
  }
}
