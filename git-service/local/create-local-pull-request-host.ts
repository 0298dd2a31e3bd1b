import type { Project } from "#core/contracts/project.ts";
import type { Mergeability, PullRequest } from "#core/contracts/pull-request.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { MergeConflictError } from "#core/errors/merge-conflict-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { GitHost, RepositoryName } from "#core/ports/git-host.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";

const toRepository = ({ id, ownerHandle, slug }: Project): RepositoryName => ({ projectId: id, ownerHandle, slug });

/** Files of a unified diff in which a line that was added is one of Git's conflict markers. */
export const findMarkers = (patch: string): string[] => {
  const paths = new Set<string>();
  let path = "";
  for (const line of patch.split("\n")) {
    if (line.startsWith("+++ "))
      path = line
        .slice(4)
        .replace(/^"?b\//, "")
        .replace(/"$/, "");
    else if (/^\+(?:<{7}|>{7}) \S/.test(line)) paths.add(path);
  }
  return [...paths];
};

/** Why a branch cannot be merged, in words, or null when it can. */
const explain = (branch: string, base: string, { ahead, conflicts }: { ahead: number; conflicts: string[] }) => {
  if (ahead === 0) return `${base} already has everything that is on ${branch}.`;
  if (conflicts.length > 0) return `${branch} and ${base} changed the same lines of ${conflicts.join(", ")}.`;
  return null;
};

type LocalRepositories = Pick<GitHost, "resolve" | "merge" | "checkMerge" | "diff">;

const checkMerge = async (
  gitHost: LocalRepositories,
  project: Project,
  { branch, base, state }: PullRequest,
): Promise<Mergeability> => {
  const repository = toRepository(project);
  const [from, into] = await Promise.all([gitHost.resolve(repository, branch), gitHost.resolve(repository, base)]);
  if (state !== "open" || from === null || into === null) {
    const gone = from === null ? branch : base;
    const reason = state === "open" ? `The branch ${gone} is gone.` : `This pull request is ${state}.`;
    return { canMerge: false, conflicts: [], ahead: 0, behind: 0, reason };
  }
  const check = await gitHost.checkMerge(repository, { into: base, from: branch });
  const marked = findMarkers((await gitHost.diff(repository, { base: into, head: from, fromMergeBase: true })).patch);
  if (marked.length > 0) {
    const reason = `${marked.join(", ")} still ${marked.length === 1 ? "has" : "have"} conflict markers.`;
    return { ...check, canMerge: false, conflicts: marked, reason };
  }
  const reason = explain(branch, base, check);
  return { ...check, canMerge: reason === null, reason };
};

/**
 * Pull requests of repositories on this machine: the rows are all there is to them, so there is nobody to tell, and
 * merging is the git host's own.
 */
export const createLocalPullRequestHost = (gitHost: LocalRepositories): PullRequestHost => ({
  name: "local",
  open: async () => ({}),
  update: async () => undefined,
  checkMerge: (project, pullRequest) => checkMerge(gitHost, project, pullRequest),
  merge: async (project, pullRequest, { method, expectedHead, message, author }) => {
    const repository = toRepository(project);
    const { branch, base } = pullRequest;
    const head = await gitHost.resolve(repository, branch);
    if (head !== expectedHead) throw new StaleHeadError(branch, expectedHead, head);
    const { conflicts } = await checkMerge(gitHost, project, pullRequest);
    if (conflicts.length > 0) throw new MergeConflictError(conflicts);
    const result = await gitHost.merge(repository, { into: base, from: expectedHead, message, author, method });
    if (result.isUpToDate) {
      throw new IllegalStateError(
        `${base} already has everything that is on ${branch}.`,
        "There is nothing to merge; close this pull request.",
      );
    }
    return { sha: result.sha };
  },
  addComment: async () => ({ externalId: null, threadExternalId: null }),
  submitReview: async () => ({ externalId: null }),
  reportChecks: async () => undefined,
  fetch: async () => null,
  listRecent: async () => [],
  listAll: async () => [],
  listComments: async () => [],
  hasComment: async () => true,
  listReviews: async () => [],
  // A local project has one owner, and nobody else can write here.
  hasWriteAccess: async () => true,
});
