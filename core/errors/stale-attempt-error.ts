import { LetscodeError } from "./letscode-error.ts";

/** Fencing: a worker that was presumed dead tries to write (A7). */
export class StaleAttemptError extends LetscodeError {
  constructor(what: string, attempt: number) {
    super({
      code: "stale_attempt",
      status: 409,
      message: `Another worker has taken over ${what}; attempt ${attempt} may no longer write.`,
      fix: "Nothing to do: the worker that took over goes on.",
      data: { what, attempt },
    });
  }
}
