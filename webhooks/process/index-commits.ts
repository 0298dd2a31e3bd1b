import type { Commit } from "#core/contracts/commit.ts";
import { ZERO_SHA } from "#core/contracts/id.ts";
import type { Project } from "#core/contracts/project.ts";
import type { PushWebhook } from "#core/contracts/push-webhook.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { ProcessorOptions } from "./processor-options.ts";

/** Newest commits of one push that are indexed; a repository that arrives with a longer history is read by `reindex`. */
const MAXIMUM_COMMITS = 5_000;
const BATCH = 200;

/**
 * Where the new commits begin: at the old head, when the index has it. Otherwise (a new branch, a forced push whose old
 * head is gone, a webhook that was lost) where the branch left the default branch, which mends the gap.
 */
const findStart = async (
  { stores, gitHost }: ProcessorOptions,
  project: Project,
  repository: RepositoryName,
  { before, branch }: { before: string; branch: string },
): Promise<string | null> => {
  if (before !== ZERO_SHA) {
    const [known] = await stores.commits.listByShas(project.id, [before]);
    if (known?.pushed === true && (await gitHost.resolve(repository, before)) !== null) return before;
  }
  return branch === project.defaultBranch ? null : gitHost.resolve(repository, project.defaultBranch);
};

/**
 * Indexes the commits of a push, oldest first, and answers those that are new with it. What the index knows of a run or
 * a step stays; indexing twice changes nothing.
 */
export const indexCommits = async (
  options: ProcessorOptions,
  project: Project,
  repository: RepositoryName,
  push: Pick<PushWebhook, "before" | "after"> & { branch: string },
): Promise<Commit[]> => {
  const { gitHost, stores, toCommit } = options;
  if ((await gitHost.resolve(repository, push.after)) === null) return [];
  const from = await findStart(options, project, repository, push);
  const found = await gitHost.commitsBetween(repository, { from, to: push.after, limit: MAXIMUM_COMMITS });
  const commits = found.map((commit) => toCommit(commit, { branch: push.branch, pushed: true }));
  for (let start = 0; start < commits.length; start += BATCH) {
    const batch = commits.slice(start, start + BATCH);
    await stores.commits.save(batch.map((commit) => ({ ...commit, projectId: project.id })));
  }
  return commits;
};
