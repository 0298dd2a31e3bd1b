import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FileEdit } from "#core/contracts/file.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import type { CommitResult, Person, RepositoryName } from "#core/ports/git-host.ts";
import type { GitEngine } from "../engine.ts";
import { branchRef, type HostContext } from "../host-context.ts";
import { initRepository } from "../init-repository.ts";
import { EMPTY_TREE_SHA } from "../objects/git-object.ts";
import { prepareChanges } from "./commit-files.ts";
import { createCommit } from "./create-commit.ts";
import { rewriteTree } from "./rewrite-tree.ts";

export interface FirstCommit {
  branch: string;
  changes: FileEdit[];
  message: string;
  author: Person;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Makes a repository with its first commit, aside, and renames it into place: it is there whole, or not at all.
 * Throws IllegalStateError when the project has one.
 */
export const createRepository = async (
  context: HostContext & { engine: GitEngine },
  target: { name: RepositoryName; directory: string },
  first: FirstCommit,
): Promise<CommitResult> => {
  const { name, directory } = target;
  const ref = branchRef(first.branch);
  const taken = new IllegalStateError("This project has a repository already.", "Open it instead of making another.");
  if (await exists(directory)) throw taken;
  const { objects, treeChanges } = prepareChanges(first.changes);
  const scratch = join(dirname(directory), `.new-${name.projectId}-${randomBytes(6).toString("hex")}`);
  await mkdir(scratch, { recursive: true });
  const repository = context.engine.open(scratch);
  try {
    await initRepository(scratch, first.branch);
    const tree = await rewriteTree(repository, EMPTY_TREE_SHA, treeChanges);
    const { author, message } = first;
    const commit = createCommit({ treeSha: tree.treeSha, parents: [], author, message, now: context.clock.now() });
    await repository.writeObjects([...objects, ...tree.objects, commit]);
    await mkdir(dirname(join(scratch, ref)), { recursive: true });
    await writeFile(join(scratch, ref), `${commit.sha}\n`, { flush: true });
    const announcement = await context.outbox.prepare({
      repository: name,
      ref,
      before: null,
      after: commit.sha,
      pusher: author,
    });
    await rename(scratch, directory).catch(async () => {
      await announcement.discard();
      throw taken;
    });
    announcement.confirm();
    return { sha: commit.sha, parentSha: null, isReplayed: false };
  } finally {
    await repository.close();
    await rm(scratch, { recursive: true, force: true });
  }
};

/** Takes the repository out of reach at once, then deletes it. */
export const removeRepository = async (directory: string): Promise<void> => {
  const doomed = join(dirname(directory), `.removed-${randomBytes(8).toString("hex")}`);
  try {
    await rename(directory, doomed);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw error;
  }
  await rm(doomed, { recursive: true, force: true, maxRetries: 3 });
};
