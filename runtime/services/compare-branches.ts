import type { Comparison, ComparedBranch } from "#core/contracts/comparison.ts";
import { terminalDeploymentStates, type Deployment } from "#core/contracts/deployment.ts";
import type { DiffAnswer } from "#core/contracts/file.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Usage } from "#core/contracts/run.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { requireHead } from "./require-head.ts";
import { requireProject, toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const MAXIMUM_RUNS = 200;
const MAXIMUM_COMMITS = 200;

const noUsage: Usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 };

const addUsage = (one: Usage, other: Usage): Usage => ({
  inputTokens: one.inputTokens + other.inputTokens,
  cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  costUsd: one.costUsd + other.costUsd,
});

const sumUp = ({ files }: DiffAnswer): Pick<ComparedBranch, "files" | "additions" | "deletions"> => ({
  files: files.length,
  additions: files.reduce((sum, { additions }) => sum + additions, 0),
  deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
});

/** Whether the newest deployment is under way, or the head has none yet. What was promoted may be any earlier commit. */
const isUnderWay = ({ state, commitSha, promotedFrom }: Deployment, head: string): boolean =>
  !terminalDeploymentStates.includes(state) || (promotedFrom === null && commitSha !== head);

const findDeployment = async (
  session: Session,
  project: Project,
  { branch, sha }: Pick<ComparedBranch, "branch" | "sha">,
): Promise<Pick<ComparedBranch, "deployment" | "isBuilding">> => {
  const { deployments } = session.stores;
  const environment = branch === project.defaultBranch ? "production" : "preview";
  const [current, { items }] = await Promise.all([
    deployments.findCurrent(project.id, { environment, branch }),
    deployments.list(project.id, { limit: 1, branch, environment }),
  ]);
  const [newest = null] = items;
  return { deployment: current ?? newest, isBuilding: newest !== null && isUnderWay(newest, sha) };
};

const readWork = async (
  session: Session,
  project: Project,
  branch: string,
): Promise<Pick<ComparedBranch, "runs" | "steps" | "usage">> => {
  const { items } = await session.stores.runs.list(project.id, { limit: MAXIMUM_RUNS });
  const runs = items.filter((run) => run.branch === branch).toReversed();
  const steps = await Promise.all(runs.map(({ id }) => session.stores.runs.listSteps(id)));
  return { runs, steps: steps.flat(), usage: runs.reduce((sum, { usage }) => addUsage(sum, usage), noUsage) };
};

/**
 * Puts two branches beside each other: what each changed since they parted, the runs that did it with their steps, checks
 * and price, and what each one's address serves. Throws NotFoundError, IllegalStateError for one branch twice.
 */
export const compareBranches = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  names: { left: string; right: string },
): Promise<Comparison> => {
  const project = await requireProject(session, projectId);
  if (names.left === names.right)
    throw new IllegalStateError(`${names.left} cannot be compared with itself.`, "Name two different branches.");
  const repository = toRepositoryName(project);
  const { gitHost } = context;
  const [left, right] = await Promise.all([
    requireHead(context, project, names.left),
    requireHead(context, project, names.right),
  ]);
  const describe = async (branch: string, sha: string, other: string): Promise<ComparedBranch> => {
    const [diff, commits, work, served] = await Promise.all([
      gitHost.diff(repository, { base: other, head: sha, fromMergeBase: true }),
      gitHost.commitsBetween(repository, { from: other, to: sha, limit: MAXIMUM_COMMITS }),
      readWork(session, project, branch),
      findDeployment(session, project, { branch, sha }),
    ]);
    const isDefault = branch === project.defaultBranch;
    return { branch, sha, isDefault, commitCount: commits.length, ...sumUp(diff), ...work, ...served };
  };
  const [one, two, between] = await Promise.all([
    describe(names.left, left, right),
    describe(names.right, right, left),
    gitHost.diff(repository, { base: left, head: right, fromMergeBase: false }),
  ]);
  return { left: one, right: two, differentFiles: between.files.length };
};
