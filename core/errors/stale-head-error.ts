import { LetscodeError } from "./letscode-error.ts";

/** Compare-and-swap on a branch failed: somebody committed in between. Nothing was written. */
export class StaleHeadError extends LetscodeError {
  constructor(branch: string, expected: string | null, actual: string | null) {
    super({
      code: "stale_head",
      status: 409,
      message: `The branch ${branch} moved on: it is at ${actual ?? "nothing"}, not at ${expected ?? "nothing"}.`,
      fix: "Load the new head, apply your change to it and send it again; nothing was written.",
      data: { branch, expected, actual },
    });
  }
}
