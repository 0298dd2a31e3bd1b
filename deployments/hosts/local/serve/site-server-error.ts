import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The server of a deployment did not come up. What it printed is for its owner alone. */
export class SiteServerError extends LetscodeError {
  readonly output: string;

  constructor(reason: string, output: string) {
    super({
      code: "site_server_failed",
      status: 502,
      message: `The app did not start: ${reason}.`,
      fix: "Correct its start script, or the error it prints, and commit again.",
      isRetryable: true,
    });
    this.output = output;
  }
}
