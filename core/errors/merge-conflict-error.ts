import { LetscodeError } from "./letscode-error.ts";

/** A three-way merge met changes it cannot join. Nothing was written. */
export class MergeConflictError extends LetscodeError {
  constructor(paths: string[]) {
    super({
      code: "merge_conflict",
      status: 409,
      message: `The two sides changed the same lines of ${paths.join(", ")}.`,
      fix: "Resolve these files on the branch, commit, and merge again; nothing was overwritten.",
      data: { paths },
    });
  }
}
