import type { GitHost } from "#core/ports/git-host.ts";
import type { GitEngine } from "./engine.ts";
import { findCommit, type HostContext, requireCommit } from "./host-context.ts";
import { commitFiles } from "./operations/commit-files.ts";
import { createRepository, removeRepository } from "./operations/create-repository.ts";
import { createBranch, deleteBranch } from "./operations/edit-branches.ts";
import { checkMerge, integrateBranch } from "./operations/integrate-branch.ts";
import { mergeBranch, restoreCommit, revertCommit } from "./operations/merge-branch.ts";
import { commitsBetween, diffCommits, listCommits, listFiles, readFileAt } from "./operations/read-repository.ts";
import { readCommitObject } from "./operations/walk-history.ts";

/** The operations of the port, each in a file of its own. */
export const createOperations = (
  context: HostContext & { engine: GitEngine },
  options: {
    cloneUrl: GitHost["cloneUrl"];
    directoryOf(projectId: string): string;
    forget(projectId: string): Promise<void>;
  },
): Omit<GitHost, "name"> => {
  const { open } = context;
  return {
    createRepository: (name, first) =>
      createRepository(context, { name, directory: options.directoryOf(name.projectId) }, first),
    removeRepository: async ({ projectId }) => {
      await options.forget(projectId);
      await removeRepository(options.directoryOf(projectId));
    },
    cloneUrl: options.cloneUrl,
    listBranches: async (name) => (await open(name)).listBranches(),
    resolve: async (name, ref) => findCommit(await open(name), ref),
    createBranch: (name, branch, sha) => createBranch(context, name, branch, sha),
    deleteBranch: (name, branch, expectedHead) => deleteBranch(context, name, branch, expectedHead),
    listCommits: async (name, query) => listCommits(await open(name), query),
    readCommit: async (name, sha) => {
      const repository = await open(name);
      return readCommitObject(repository, await requireCommit(repository, sha));
    },
    commitsBetween: async (name, range) => commitsBetween(await open(name), range),
    listTree: async (name, ref) => listFiles(await open(name), ref),
    readFile: async (name, ref, path) => readFileAt(await open(name), ref, path),
    diff: async (name, range) => diffCommits(await open(name), range),
    commit: (name, request) => commitFiles(context, name, request),
    merge: (name, request) =>
      request.method === "squash" || request.method === "rebase"
        ? integrateBranch(context, name, { ...request, method: request.method })
        : mergeBranch(context, name, request),
    checkMerge: async (name, request) => checkMerge(await open(name), request),
    revert: (name, request) => revertCommit(context, name, request),
    restore: (name, request) => restoreCommit(context, name, request),
    exportFiles: async (name, sha, folder) => {
      const repository = await open(name);
      const { treeSha } = await readCommitObject(repository, await requireCommit(repository, sha));
      await repository.exportTree(treeSha, folder);
    },
  };
};
