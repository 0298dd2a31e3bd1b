import { branchNameSchema } from "#core/contracts/branch-name.ts";
import { terminalDeploymentStates } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { ProcessorOptions } from "./processor-options.ts";

/**
 * Requests the deployment of a branch's head: production for the default branch, a preview for any other. The head as
 * it is now, not the one a push tells: pushes may be processed late and in any order. Nothing, when that commit is what
 * the branch deployed last, however it ended: a build that failed is tried again by a person or by a new commit.
 */
export const deployHead = async (
  { stores, gitHost, toCommit }: ProcessorOptions,
  project: Project,
  repository: RepositoryName,
  { branch, head }: { branch: string; head: string },
): Promise<void> => {
  if (!branchNameSchema.safeParse(branch).success) return;
  const environment = branch === project.defaultBranch ? "production" : "preview";
  const { items } = await stores.deployments.list(project.id, { branch, environment, limit: 1 });
  if (items[0]?.commitSha === head) return;
  const { actor } = toCommit(await gitHost.readCommit(repository, head), { branch, pushed: true });
  await stores.deployments.request({
    projectId: project.id,
    host: project.deployHost,
    environment,
    branch,
    commitSha: head,
    // "user" is a person who asked for this very deployment, and who is not put off by a newer push.
    requestedBy: actor === "ai" ? "ai" : "system",
  });
};

/** Stops what is still being built of a branch that is gone. */
export const cancelPreviews = async ({ stores }: ProcessorOptions, project: Project, branch: string): Promise<void> => {
  const { items } = await stores.deployments.list(project.id, { branch, environment: "preview", limit: 20 });
  for (const { id, state } of items) {
    if (!terminalDeploymentStates.includes(state)) await stores.deployments.requestCancel(id);
  }
};
