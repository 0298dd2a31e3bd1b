import { LetscodeError } from "./letscode-error.ts";

/** A webhook whose signature is missing, wrong or stale (A1, A2). */
export class InvalidSignatureError extends LetscodeError {
  constructor(source: string, reason: string) {
    super({
      code: "invalid_signature",
      status: 401,
      message: `The signature of this ${source} webhook is not valid: ${reason}.`,
      fix: "Set the same secret at the sender and here, and send the raw body unchanged.",
      data: { source, reason },
    });
  }
}
