import type { Commit } from "#core/contracts/commit.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import type { GitCommit, GitHost } from "#core/ports/git-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import { readStep } from "./read-step.ts";
import { toRepositoryName } from "./require-project.ts";

export interface ReindexContext {
  /** Of the service role. */
  stores: Pick<Stores, "runs" | "commits">;
  gitHost: Pick<GitHost, "listBranches" | "commitsBetween">;
  toCommit(
    commit: GitCommit,
    place: { branch: string; pushed: boolean },
  ): Commit & { trailers: Record<string, string> };
}

type Indexed = ReturnType<ReindexContext["toCommit"]>;

const MAXIMUM_COMMITS = 200_000;
const BATCH = 200;
const PAGE = 100;

const listRuns = async (stores: ReindexContext["stores"], projectId: string): Promise<Map<string, Run>> => {
  const runs = new Map<string, Run>();
  let cursor: string | null = null;
  do {
    const page = await stores.runs.list(projectId, { limit: PAGE, ...(cursor === null ? {} : { cursor }) });
    for (const run of page.items) runs.set(run.id, run);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return runs;
};

/** Follows first parents from a commit for as long as `takes` says so. */
const followFirstParents = (
  history: ReadonlyMap<string, GitCommit>,
  from: string,
  takes: (sha: string) => boolean,
): string[] => {
  const line: string[] = [];
  for (let sha: string | undefined = from; sha !== undefined && history.has(sha) && takes(sha);) {
    line.push(sha);
    sha = history.get(sha)?.parents[0];
  }
  return line;
};

interface Placed {
  history: Map<string, GitCommit>;
  /** By sha, for commits that were not made on the default branch. */
  branches: Map<string, string>;
}

/**
 * Every commit with the branch it was made on: one that is not on the default branch, or came to it by a merge commit,
 * belongs to the branch that leads to it. After a fast-forward Git no longer tells, and it counts as the default's.
 */
const placeCommits = async ({ gitHost }: ReindexContext, project: Project): Promise<Placed> => {
  const repository = toRepositoryName(project);
  const branches = await gitHost.listBranches(repository);
  const read = async (from: string | null, to: string): Promise<GitCommit[]> =>
    gitHost.commitsBetween(repository, { from, to, limit: MAXIMUM_COMMITS });
  const main = branches.find(({ name }) => name === project.defaultBranch)?.sha ?? null;
  const history = new Map((main === null ? [] : await read(null, main)).map((commit) => [commit.sha, commit]));
  const mainLine = new Set(main === null ? [] : followFirstParents(history, main, () => true));
  const placed = new Map<string, string>();
  for (const { name, sha } of branches.filter((branch) => branch.name !== project.defaultBranch)) {
    for (const commit of await read(main, sha)) {
      if (!history.has(commit.sha)) placed.set(commit.sha, name);
      history.set(commit.sha, commit);
    }
    for (const own of followFirstParents(history, sha, (each) => !mainLine.has(each))) {
      if (!placed.has(own)) placed.set(own, name);
    }
  }
  return { history, branches: placed };
};

const indexCommits = async (context: ReindexContext, project: Project, runs: Map<string, Run>): Promise<Indexed[]> => {
  const { history, branches } = await placeCommits(context, project);
  const commits = [...history.values()].map((commit) => {
    const branch = branches.get(commit.sha) ?? project.defaultBranch;
    const indexed = context.toCommit(commit, { branch, pushed: true });
    const run = indexed.runId === null ? undefined : runs.get(indexed.runId);
    return run === undefined ? indexed : { ...indexed, branch: run.branch };
  });
  for (let start = 0; start < commits.length; start += BATCH) {
    const batch = commits.slice(start, start + BATCH);
    await context.stores.commits.save(batch.map((commit) => ({ ...commit, projectId: project.id })));
  }
  return commits;
};

const restoreSteps = async (
  { stores }: ReindexContext,
  commits: Indexed[],
  runs: Map<string, Run>,
): Promise<number> => {
  let count = 0;
  for (const run of runs.values()) {
    const made = commits.filter(({ runId }) => runId === run.id);
    if (made.length === 0) continue;
    const known = new Set((await stores.runs.listSteps(run.id)).map(({ number }) => number));
    for (const commit of made) {
      const step = readStep(commit, run);
      if (step === null || known.has(step.number)) continue;
      await stores.runs.saveStep(run.attempt, step);
      count += 1;
    }
  }
  return count;
};

/**
 * Rebuilds what the database knows of a project's commits, and the steps of its runs, from the repository alone (A35).
 * What is known already stays as it is, so it can be run at any time. Answers how many commits Git has, and how many
 * steps were missing.
 */
export const reindexProject = async (
  context: ReindexContext,
  project: Project,
): Promise<{ commits: number; steps: number }> => {
  const runs = await listRuns(context.stores, project.id);
  const commits = await indexCommits(context, project, runs);
  return { commits: commits.length, steps: await restoreSteps(context, commits, runs) };
};
