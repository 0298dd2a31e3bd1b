import type { GitHostName } from "#core/contracts/project.ts";
import type { GitHost, RepositoryName } from "#core/ports/git-host.ts";

/** Two git hosts side by side, as one: each call goes to the host of its project. */
export const createRoutedGitHost = (
  hosts: Record<GitHostName, GitHost>,
  findHost: (projectId: string) => Promise<GitHostName>,
): GitHost => {
  const choose = async ({ projectId }: RepositoryName): Promise<GitHost> => hosts[await findHost(projectId)];
  return {
    name: "routed",
    cloneUrl: (name) => (typeof name.url === "string" ? hosts.github : hosts.local).cloneUrl(name),
    createRepository: async (name, first) => (await choose(name)).createRepository(name, first),
    // The project's row is gone by then, and with it where the repository was.
    removeRepository: async (name) => {
      await Promise.all([hosts.local.removeRepository(name), hosts.github.removeRepository(name)]);
    },
    listBranches: async (name) => (await choose(name)).listBranches(name),
    resolve: async (name, ref) => (await choose(name)).resolve(name, ref),
    createBranch: async (name, branch, sha) => (await choose(name)).createBranch(name, branch, sha),
    deleteBranch: async (name, branch, head) => (await choose(name)).deleteBranch(name, branch, head),
    listCommits: async (name, query) => (await choose(name)).listCommits(name, query),
    readCommit: async (name, sha) => (await choose(name)).readCommit(name, sha),
    commitsBetween: async (name, range) => (await choose(name)).commitsBetween(name, range),
    listTree: async (name, ref) => (await choose(name)).listTree(name, ref),
    readFile: async (name, ref, path) => (await choose(name)).readFile(name, ref, path),
    diff: async (name, range) => (await choose(name)).diff(name, range),
    commit: async (name, request) => (await choose(name)).commit(name, request),
    merge: async (name, request) => (await choose(name)).merge(name, request),
    checkMerge: async (name, request) => (await choose(name)).checkMerge(name, request),
    revert: async (name, request) => (await choose(name)).revert(name, request),
    restore: async (name, request) => (await choose(name)).restore(name, request),
    exportFiles: async (name, sha, folder) => (await choose(name)).exportFiles(name, sha, folder),
  };
};
