import { LetscodeError } from "#core/errors/letscode-error.ts";

/** An address that somebody gave leads where this installation sends nothing (A28). Trying again would not change that. */
export class AddressRefusedError extends LetscodeError {
  constructor(host: string) {
    super({
      code: "address_refused",
      status: 422,
      message: "it leads into a private network, where this installation sends nothing",
      fix: "Give an address that is reachable from the internet.",
      data: { host },
    });
  }
}
