import type { Repository } from "../engine.ts";

/** Namespace of our own, which no clone sees and no push reaches. */
export const HIDDEN_REFS = "refs/letscode";

/**
 * Keeps a commit that is about to lose its branch, because a person rewrote or deleted it: the timeline shows it for
 * ever, so it has to stay readable and restorable, and maintenance prunes what no ref holds.
 */
export const keepCommit = async (repository: Repository, sha: string): Promise<void> => {
  await repository.updateRef(`${HIDDEN_REFS}/kept/${sha}`, { from: null, to: sha });
};
