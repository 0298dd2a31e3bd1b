import { IllegalStateError } from "./illegal-state-error.ts";

/** The files of the branch are what undoing or going back would make of them; nothing was written. */
export class NothingToUndoError extends IllegalStateError {
  constructor() {
    super(
      "The files on this branch are already what this would make of them.",
      "Choose another commit; nothing was written.",
    );
  }
}
