import { MergeConflictError } from "#core/errors/merge-conflict-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import { TooLargeError } from "#core/errors/too-large-error.ts";
import type { FileEdit } from "#core/contracts/file.ts";
import type { CommitRequest, CommitResult, RepositoryName } from "#core/ports/git-host.ts";
import { formatBytes } from "../../format-bytes.ts";
import { assertPath } from "../../paths/check-path.ts";
import type { Repository } from "../engine.ts";
import { branchRef, type HostContext } from "../host-context.ts";
import { EMPTY_TREE_SHA, type GitObject, hashObject } from "../objects/git-object.ts";
import { createCommit, readParents } from "./create-commit.ts";
import { mergeTrees } from "./merge-trees.ts";
import { moveBranch } from "./move-branch.ts";
import { rewriteTree, type TreeChange } from "./rewrite-tree.ts";

/** Files one commit of ours may change. */
const MAXIMUM_CHANGES = 10_000;
/** Bytes of one file, as for a push. */
const MAXIMUM_FILE_BYTES = 100_000_000;
const REPLAY_ATTEMPTS = 50;

export type PreparedObjects = { sha: string; object: GitObject }[];

/** Checks the paths and turns edits into blobs and tree changes. Throws PathRefusedError, TooLargeError. */
export const prepareChanges = (changes: FileEdit[]): { objects: PreparedObjects; treeChanges: TreeChange[] } => {
  if (changes.length > MAXIMUM_CHANGES) throw new TooLargeError("The change", `${MAXIMUM_CHANGES} files`);
  const objects: PreparedObjects = [];
  const treeChanges = changes.map<TreeChange>((change) => {
    assertPath(change.path);
    if (!("content" in change)) return { path: change.path, entry: null };
    const object: GitObject = { type: "blob", content: Buffer.from(change.content) };
    if (object.content.length > MAXIMUM_FILE_BYTES) {
      throw new TooLargeError(`The file ${change.path}`, formatBytes(MAXIMUM_FILE_BYTES));
    }
    const sha = hashObject(object);
    objects.push({ sha, object });
    return { path: change.path, entry: { mode: null, sha } };
  });
  return { objects, treeChanges };
};

const replayTree = async (
  repository: Repository,
  trees: { baseTree: string; oursTree: string; theirsTree: string },
): Promise<string> => {
  const merged = await mergeTrees(repository, trees);
  if (!merged.isClean) throw new MergeConflictError(merged.paths);
  return merged.treeSha;
};

/**
 * Commits edits to a branch. When the branch moved since `expectedHead`, `refuse` throws StaleHeadError and `replay`
 * joins the edit with what came in between by three-way merge, as often as the branch moves again.
 */
export const commitFiles = async (
  context: HostContext,
  name: RepositoryName,
  request: CommitRequest,
): Promise<CommitResult> => {
  const ref = branchRef(request.branch);
  const { objects, treeChanges } = prepareChanges(request.changes);
  const repository = await context.open(name);
  return context.lock(`${name.projectId}:${ref}`, async () => {
    const [base] = await readParents(repository, [request.expectedHead]);
    const baseTree = base?.treeSha ?? EMPTY_TREE_SHA;
    const edited = await rewriteTree(repository, baseTree, treeChanges);
    const pending = [...objects, ...edited.objects];
    for (let attempt = 0; ; attempt += 1) {
      const head = await repository.readRef(ref);
      const isMoved = head !== request.expectedHead;
      const isElsewhere = isMoved && request.replayOnto !== undefined && head !== request.replayOnto;
      if (isElsewhere || (isMoved && (request.onMoved === "refuse" || head === null))) {
        throw new StaleHeadError(request.branch, request.expectedHead, head);
      }
      const parents = await readParents(repository, [head]);
      let { treeSha } = edited;
      if (isMoved) {
        await repository.writeObjects(pending);
        const oursTree = parents[0]?.treeSha ?? EMPTY_TREE_SHA;
        treeSha = await replayTree(repository, { baseTree, oursTree, theirsTree: edited.treeSha });
      }
      const { author, message } = request;
      const commit = createCommit({ treeSha, parents, author, message, now: context.clock.now() });
      try {
        await moveBranch(context, repository, {
          name,
          branch: request.branch,
          from: head,
          to: commit.sha,
          pusher: author,
          objects: isMoved ? [commit] : [...pending, commit],
        });
        return { sha: commit.sha, parentSha: head, isReplayed: isMoved };
      } catch (error) {
        const isRetried = error instanceof StaleHeadError && request.onMoved === "replay" && attempt < REPLAY_ATTEMPTS;
        if (!isRetried) throw error;
      }
    }
  });
};
