import { MergeConflictError } from "#core/errors/merge-conflict-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { NothingToUndoError } from "#core/errors/nothing-to-undo-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { CommitResult, MergeRequest, Person, RepositoryName } from "#core/ports/git-host.ts";
import type { Repository } from "../engine.ts";
import { branchRef, type HostContext, requireCommit } from "../host-context.ts";
import { EMPTY_TREE_SHA } from "../objects/git-object.ts";
import { createCommit, readParents } from "./create-commit.ts";
import { mergeTrees } from "./merge-trees.ts";
import { moveBranch } from "./move-branch.ts";
import { readCommitObject } from "./walk-history.ts";

const ATTEMPTS = 20;

/** Runs `attempt` with the branch's head, again when the head moved meanwhile. */
export const onBranchHead = async <Result>(
  context: HostContext,
  name: RepositoryName,
  branch: string,
  attempt: (repository: Repository, head: string) => Promise<Result>,
): Promise<Result> => {
  const ref = branchRef(branch);
  const repository = await context.open(name);
  return context.lock(`${name.projectId}:${ref}`, async () => {
    for (let count = 1; ; count += 1) {
      const head = await repository.readRef(ref);
      if (head === null) throw new NotFoundError("branch of this name");
      try {
        return await attempt(repository, head);
      } catch (error) {
        if (!(error instanceof StaleHeadError) || count >= ATTEMPTS) throw error;
      }
    }
  });
};

export const treeOf = async (repository: Repository, sha: string | null | undefined): Promise<string> =>
  sha === null || sha === undefined ? EMPTY_TREE_SHA : (await readCommitObject(repository, sha)).treeSha;

/** Merges a branch or commit into a branch: fast-forward when it can, else a commit with two parents. */
export const mergeBranch = (
  context: HostContext,
  name: RepositoryName,
  request: MergeRequest,
): Promise<CommitResult & { isFastForward: boolean; isUpToDate: boolean }> =>
  onBranchHead(context, name, request.into, async (repository, head) => {
    const from = await requireCommit(repository, request.from);
    const result = { parentSha: head, isReplayed: false, isFastForward: false, isUpToDate: false };
    const base = from === head ? head : await repository.findMergeBase(head, from);
    if (base === from) return { ...result, sha: head, isUpToDate: true };
    const move = { name, branch: request.into, from: head, pusher: request.author };
    if (base === head) {
      await moveBranch(context, repository, { ...move, to: from, objects: [] });
      return { ...result, sha: from, isFastForward: true };
    }
    const parents = await readParents(repository, [head, from]);
    const [oursTree = EMPTY_TREE_SHA, theirsTree = EMPTY_TREE_SHA] = parents.map(({ treeSha }) => treeSha);
    const merged = await mergeTrees(repository, { baseTree: await treeOf(repository, base), oursTree, theirsTree });
    const treeSha = merged.isClean || request.onConflict === "mark" ? merged.treeSha : null;
    if (treeSha === null) throw new MergeConflictError(merged.isClean ? [] : merged.paths);
    const { author, message } = request;
    const commit = createCommit({ treeSha, parents, author, message, now: context.clock.now() });
    await moveBranch(context, repository, { ...move, to: commit.sha, objects: [commit] });
    return { ...result, sha: commit.sha };
  });

interface UndoRequest {
  branch: string;
  commit: string;
  message: string;
  author: Person;
}

const commitTree = async (
  context: HostContext,
  repository: Repository,
  options: { name: RepositoryName; head: string; treeSha: string; request: UndoRequest },
): Promise<CommitResult> => {
  const { name, head, treeSha, request } = options;
  const parents = await readParents(repository, [head]);
  if (parents[0]?.treeSha === treeSha) throw new NothingToUndoError();
  const { author, message, branch } = request;
  const commit = createCommit({ treeSha, parents, author, message, now: context.clock.now() });
  await moveBranch(context, repository, {
    name,
    branch,
    from: head,
    to: commit.sha,
    pusher: author,
    objects: [commit],
  });
  return { sha: commit.sha, parentSha: head, isReplayed: false };
};

/** A new commit that takes one commit back and keeps the later ones: a three-way merge with the commit as the base. */
export const revertCommit = (context: HostContext, name: RepositoryName, request: UndoRequest): Promise<CommitResult> =>
  onBranchHead(context, name, request.branch, async (repository, head) => {
    const undone = await readCommitObject(repository, await requireCommit(repository, request.commit));
    const merged = await mergeTrees(repository, {
      baseTree: undone.treeSha,
      oursTree: await treeOf(repository, head),
      theirsTree: await treeOf(repository, undone.parents[0]),
    });
    if (!merged.isClean) throw new MergeConflictError(merged.paths, "revert");
    return commitTree(context, repository, { name, head, treeSha: merged.treeSha, request });
  });

/** A new commit whose files are those of an earlier one. */
export const restoreCommit = (
  context: HostContext,
  name: RepositoryName,
  request: UndoRequest,
): Promise<CommitResult> =>
  onBranchHead(context, name, request.branch, async (repository, head) => {
    const treeSha = await treeOf(repository, await requireCommit(repository, request.commit));
    return commitTree(context, repository, { name, head, treeSha, request });
  });
