import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The file that holds this installation's own secrets cannot be used. */
export class SecretsDamagedError extends LetscodeError {
  constructor(file: string, reason: string, cause?: unknown) {
    super({
      code: "secrets_damaged",
      status: 500,
      message: `The secrets of this installation, in ${file}, cannot be read: ${reason}.`,
      fix: "Put the file back from a backup. Without it sessions and webhooks of the past are worth nothing; to begin anew, move the whole data folder away.",
      data: { file },
      cause,
    });
  }
}
