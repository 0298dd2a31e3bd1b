import { branchNameSchema } from "#core/contracts/branch-name.ts";
import { terminalDeploymentStates } from "#core/contracts/deployment.ts";
import type { Actor } from "#core/contracts/actor.ts";
import type { Project } from "#core/contracts/project.ts";
import type { ProcessorOptions } from "./processor-options.ts";

/**
 * Requests the deployment of a branch's head: production for the default branch, a preview for any other. The head as
 * it is now, not the one a push tells: pushes may be processed late and in any order. Nothing, when that commit is what
 * the branch deployed last, however it ended: a build that failed is tried again by a person or by a new commit.
 */
export const deployHead = async (
  { stores }: ProcessorOptions,
  project: Project,
  target: { branch: string; head: string; requestedBy: Actor },
): Promise<void> => {
  const { branch, head, requestedBy } = target;
  if (!branchNameSchema.safeParse(branch).success) return;
  const environment = branch === project.defaultBranch ? "production" : "preview";
  const { items } = await stores.deployments.list(project.id, { branch, environment, limit: 1 });
  if (items[0]?.commitSha === head) return;
  await stores.deployments.request({
    projectId: project.id,
    host: project.deployHost,
    environment,
    branch,
    commitSha: head,
    requestedBy,
  });
};

/** Stops what is still being built of a branch that is gone. */
export const cancelPreviews = async ({ stores }: ProcessorOptions, project: Project, branch: string): Promise<void> => {
  const { items } = await stores.deployments.list(project.id, { branch, environment: "preview", limit: 20 });
  for (const { id, state } of items) {
    if (!terminalDeploymentStates.includes(state)) await stores.deployments.requestCancel(id);
  }
};
