import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A migration cannot be applied. */
export class MigrationError extends LetscodeError {
  constructor(file: string, reason: string, fix: string, cause?: unknown) {
    super({
      code: "migration_failed",
      status: 500,
      message: `The migration ${file} was not applied: ${reason}.`,
      fix,
      data: { file },
      cause,
    });
  }
}
