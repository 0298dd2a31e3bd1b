import { LetscodeError } from "./letscode-error.ts";

/** What met the changes: a merge of two sides, a run's own step, or a commit that was to be taken back. */
export type ConflictOccasion = "merge" | "run" | "revert";

const texts: Record<ConflictOccasion, (paths: string) => { message: string; fix: string }> = {
  merge: (paths) => ({
    message: `The two sides changed the same lines of ${paths}.`,
    fix: "Resolve these files on the branch, commit, and merge again; nothing was overwritten.",
  }),
  run: (paths) => ({
    message: `Somebody changed the same lines of ${paths} on this branch while the AI worked on them.`,
    fix: "Try again: the run goes on from what is on the branch now. Nothing was overwritten.",
  }),
  revert: (paths) => ({
    message: `Later commits changed the same lines of ${paths}, so this one cannot be taken back by itself.`,
    fix: "Ask for the change in a prompt, or try again from this step on a new branch. Nothing was written.",
  }),
};

/** A three-way merge met changes it cannot join. Nothing was written. */
export class MergeConflictError extends LetscodeError {
  readonly paths: string[];

  constructor(paths: string[], occasion: ConflictOccasion = "merge") {
    super({ code: "merge_conflict", status: 409, ...texts[occasion](paths.join(", ")), data: { paths } });
    this.paths = paths;
  }
}
