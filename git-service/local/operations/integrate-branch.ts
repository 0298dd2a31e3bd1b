import { MergeConflictError } from "#core/errors/merge-conflict-error.ts";
import type { CommitResult, GitCommit, MergeCheck, MergeRequest, RepositoryName } from "#core/ports/git-host.ts";
import type { Repository } from "../engine.ts";
import { type HostContext, requireCommit } from "../host-context.ts";
import { createCommit } from "./create-commit.ts";
import { onBranchHead, treeOf } from "./merge-branch.ts";
import { mergeTrees } from "./merge-trees.ts";
import { moveBranch } from "./move-branch.ts";
import { readCommitObject } from "./walk-history.ts";

const MAXIMUM_COMMITS = 1_000;

interface Ends {
  head: string;
  from: string;
  base: string | null;
}

/** The three trees joined. Throws MergeConflictError. */
const join = async (
  repository: Repository,
  trees: { baseTree: string; oursTree: string; theirsTree: string },
): Promise<string> => {
  const merged = await mergeTrees(repository, trees);
  if (!merged.isClean) throw new MergeConflictError(merged.paths);
  return merged.treeSha;
};

const squash = async (
  context: HostContext,
  repository: Repository,
  { head, from, base }: Ends,
  { author, message }: MergeRequest,
): Promise<string> => {
  const parent = await readCommitObject(repository, head);
  const [baseTree, theirsTree] = await Promise.all([treeOf(repository, base), treeOf(repository, from)]);
  const treeSha = await join(repository, { baseTree, oursTree: parent.treeSha, theirsTree });
  const commit = createCommit({ treeSha, parents: [parent], author, message, now: context.clock.now() });
  await repository.writeObjects([commit]);
  return commit.sha;
};

/** Each commit of the branch again, on top of `head`: as a cherry-pick does. Merges, and what is there already, fall away. */
const rebase = async (context: HostContext, repository: Repository, { head, from }: Ends): Promise<string> => {
  let tip: GitCommit = await readCommitObject(repository, head);
  for (const sha of await repository.listRange({ from: head, to: from, limit: MAXIMUM_COMMITS })) {
    const picked = await readCommitObject(repository, sha);
    if (picked.parents.length > 1) continue;
    const treeSha = await join(repository, {
      baseTree: await treeOf(repository, picked.parents[0]),
      oursTree: tip.treeSha,
      theirsTree: picked.treeSha,
    });
    if (treeSha === tip.treeSha) continue;
    const { author, message } = picked;
    const commit = createCommit({ treeSha, parents: [tip], author, message, now: context.clock.now() });
    await repository.writeObjects([commit]);
    tip = await readCommitObject(repository, commit.sha);
  }
  return tip.sha;
};

/**
 * Brings a branch into another without a merge commit: as one commit (`squash`), or commit by commit (`rebase`). The
 * branch itself stays as it is. Throws MergeConflictError; nothing has moved then.
 */
export const integrateBranch = (
  context: HostContext,
  name: RepositoryName,
  request: MergeRequest & { method: "squash" | "rebase" },
): Promise<CommitResult & { isFastForward: boolean; isUpToDate: boolean }> =>
  onBranchHead(context, name, request.into, async (repository, head) => {
    const from = await requireCommit(repository, request.from);
    const base = from === head ? head : await repository.findMergeBase(head, from);
    const result = { parentSha: head, isReplayed: false, isFastForward: false, isUpToDate: false };
    if (base === from) return { ...result, sha: head, isUpToDate: true };
    const isFastForward = request.method === "rebase" && base === head;
    const ends = { head, from, base };
    const integrate = (): Promise<string> =>
      request.method === "squash" ? squash(context, repository, ends, request) : rebase(context, repository, ends);
    const to = isFastForward ? from : await integrate();
    if (to === head) return { ...result, sha: head, isUpToDate: true };
    await moveBranch(context, repository, {
      name,
      branch: request.into,
      from: head,
      to,
      pusher: request.author,
      objects: [],
    });
    return { ...result, sha: to, isFastForward };
  });

/** What a merge would meet: how far the two are apart, and what could not be joined. */
export const checkMerge = async (
  repository: Repository,
  request: Pick<MergeRequest, "into" | "from">,
): Promise<MergeCheck> => {
  const [into, from] = await Promise.all([
    requireCommit(repository, request.into),
    requireCommit(repository, request.from),
  ]);
  const [ahead, behind, base] = await Promise.all([
    repository.listRange({ from: into, to: from, limit: MAXIMUM_COMMITS }),
    repository.listRange({ from, to: into, limit: MAXIMUM_COMMITS }),
    into === from ? into : repository.findMergeBase(into, from),
  ]);
  const counts = { ahead: ahead.length, behind: behind.length };
  if (base === from || base === into) return { ...counts, conflicts: [] };
  const [baseTree, oursTree, theirsTree] = await Promise.all([base, into, from].map((sha) => treeOf(repository, sha)));
  const merged = await mergeTrees(repository, {
    baseTree: baseTree ?? "",
    oursTree: oursTree ?? "",
    theirsTree: theirsTree ?? "",
  });
  return { ...counts, conflicts: merged.isClean ? [] : merged.paths };
};
