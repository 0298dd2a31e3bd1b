import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { Person, RepositoryName } from "#core/ports/git-host.ts";
import type { Repository } from "../engine.ts";
import type { GitObject } from "../objects/git-object.ts";
import { branchRef, type HostContext } from "../host-context.ts";
import { findNameConflict } from "../../paths/find-name-conflict.ts";

export interface BranchMove {
  name: RepositoryName;
  branch: string;
  from: string | null;
  to: string | null;
  pusher: Person;
  /** What the new head is made of; on the disk before the ref moves. */
  objects: { sha: string; object: GitObject }[];
}

const assertNameFits = async (repository: Repository, branch: string): Promise<void> => {
  const branches = await repository.listBranches();
  const conflict = findNameConflict(
    branches.map(({ name }) => name),
    branch,
  );
  if (conflict === undefined) return;
  throw new IllegalStateError(
    `The branch ${branch} cannot exist beside the branch ${conflict}: Git keeps one as a file where the other needs a folder.`,
    "Choose another name, or delete the other branch first.",
    { branch, conflict },
  );
};

/**
 * The one road by which our own commits reach a branch: objects and announcement to the disk, then compare-and-swap,
 * then the webhook. A kill at any point leaves the old head or the new one, never half a commit, and an announcement
 * that is settled at the next start. Throws StaleHeadError when the branch is elsewhere, IllegalStateError when a new name does not fit.
 */
export const moveBranch = async (context: HostContext, repository: Repository, move: BranchMove): Promise<void> => {
  const ref = branchRef(move.branch);
  if (move.from === null) await assertNameFits(repository, move.branch);
  const [announcement] = await Promise.all([
    context.outbox.prepare({
      repository: move.name,
      ref,
      before: move.from,
      after: move.to,
      pusher: move.pusher,
    }),
    repository.writeObjects(move.objects),
  ]);
  const isMoved = await repository.updateRef(ref, { from: move.from, to: move.to }).catch(async (error: unknown) => {
    if ((await repository.readRef(ref)) !== move.to) await announcement.discard();
    throw error;
  });
  if (!isMoved) {
    await announcement.discard();
    throw new StaleHeadError(move.branch, move.from, await repository.readRef(ref));
  }
  announcement.confirm();
  context.onCommitted(move.name);
};
