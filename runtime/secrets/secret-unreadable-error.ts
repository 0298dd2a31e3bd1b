import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A stored secret does not open. */
export class SecretUnreadableError extends LetscodeError {
  constructor(context: string, reason: string, cause?: unknown) {
    super({
      code: "secret_unreadable",
      status: 500,
      message: `The stored secret ${context} cannot be opened: ${reason}.`,
      fix: "Enter it again, or start with the LETSCODE_SECRET_KEY it was stored with.",
      data: { context },
      cause,
    });
  }
}
