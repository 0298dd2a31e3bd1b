import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A hard limit of the run is reached. The call that would have gone past it was not sent. */
export class RunLimitError extends LetscodeError {
  constructor(what: string, limit: string, data: Record<string, unknown>) {
    super({
      code: "run_limit_reached",
      status: 429,
      message: `This run has reached its limit of ${limit} ${what}; nothing more was sent to the model.`,
      fix: "What was committed stays. Start a new run on the same branch to go on from here.",
      data,
    });
  }
}
