import type { Project } from "#core/contracts/project.ts";
import { toRepositoryName } from "../require-project.ts";
import type { BranchStory } from "./describe-branch.ts";
import type { ReviewContext } from "./review-context.ts";

const MAXIMUM_RUNS = 100;
const MAXIMUM_COMMITS = 50;

/** Everything that is known of a branch, for its title and description. */
export const readStory = async (
  { stores, gitHost, appOrigin }: Pick<ReviewContext, "stores" | "gitHost" | "appOrigin">,
  project: Project,
  { branch, base }: { branch: string; base: string },
): Promise<BranchStory> => {
  const repository = toRepositoryName(project);
  const [head, from] = await Promise.all([gitHost.resolve(repository, branch), gitHost.resolve(repository, base)]);
  const [runs, plan, deployments, commits] = await Promise.all([
    stores.runs.list(project.id, { limit: MAXIMUM_RUNS }),
    stores.plan.list(project.id),
    stores.deployments.list(project.id, { branch, environment: "preview", limit: 1 }),
    head === null ? [] : gitHost.commitsBetween(repository, { from, to: head, limit: MAXIMUM_COMMITS }),
  ]);
  const own = runs.items.filter((run) => run.branch === branch).toReversed();
  const steps = await Promise.all(own.map(({ id }) => stores.runs.listSteps(id)));
  return {
    project,
    branch,
    base,
    runs: own,
    steps: steps.flat(),
    plan,
    preview: deployments.items[0] ?? null,
    subjects: commits.map(({ message }) => message.split("\n")[0] ?? ""),
    appOrigin,
  };
};
