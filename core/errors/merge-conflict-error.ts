import { LetscodeError } from "./letscode-error.ts";

const ofMerge = (paths: string): { message: string; fix: string } => ({
  message: `The two sides changed the same lines of ${paths}.`,
  fix: "Resolve these files on the branch, commit, and merge again; nothing was overwritten.",
});

const ofRun = (paths: string): { message: string; fix: string } => ({
  message: `Somebody changed the same lines of ${paths} on this branch while the AI worked on them.`,
  fix: "Try again: the run goes on from what is on the branch now. Nothing was overwritten.",
});

/** A three-way merge met changes it cannot join. Nothing was written. `isOfRun` when a run's own step met them. */
export class MergeConflictError extends LetscodeError {
  readonly paths: string[];

  constructor(paths: string[], isOfRun = false) {
    super({
      code: "merge_conflict",
      status: 409,
      ...(isOfRun ? ofRun : ofMerge)(paths.join(", ")),
      data: { paths },
    });
    this.paths = paths;
  }
}
