import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A person asked the run to stop. */
export class RunStoppedError extends LetscodeError {
  constructor() {
    super({
      code: "run_stopped",
      status: 409,
      message: "The run was stopped.",
      fix: "Resume it to go on from where it was, or start another run on the branch.",
    });
  }
}
