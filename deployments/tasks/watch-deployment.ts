import type { Deployment } from "#core/contracts/deployment.ts";
import type { DeploymentStore } from "#core/ports/deployment-store.ts";

/** Somebody wished the deployment to end, or a newer one made it pointless. */
export class DeploymentCanceled extends Error {}

/** It is another worker's now, or was removed with its project: whoever notices says nothing more about it. */
export class DeploymentLost extends Error {}

const WATCH_MILLISECONDS = 250;

/**
 * Watches the row of a deployment that is being worked on and aborts the work when it is canceled, removed, or taken
 * over by another worker. Answers how to stop watching.
 */
export const watchDeployment = (
  deployments: Pick<DeploymentStore, "get">,
  deployment: Deployment,
  controller: AbortController,
): (() => void) => {
  let isLooking = false;
  const look = async (): Promise<void> => {
    const row = await deployments.get(deployment.id);
    if (row === null) controller.abort(new DeploymentLost("the deployment was removed"));
    else if (row.attempt !== deployment.attempt) controller.abort(new DeploymentLost("another worker took over"));
    else if (row.isCancelRequested) controller.abort(new DeploymentCanceled("canceled"));
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    // A database that does not answer is no reason to stop building.
    void look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, WATCH_MILLISECONDS);
  return () => clearInterval(timer);
};

const MAXIMUM_NEWER = 20;

/**
 * True when a newer deployment of the branch is under way or served, so that this one need not be built any more. A
 * promotion builds nothing, and a person asked for it by name: it is always carried out.
 */
export const isSuperseded = async (
  deployments: Pick<DeploymentStore, "list">,
  deployment: Deployment,
): Promise<boolean> => {
  if (deployment.promotedFrom !== null) return false;
  const { projectId, branch, environment } = deployment;
  const { items } = await deployments.list(projectId, { branch, environment, limit: MAXIMUM_NEWER });
  const position = items.findIndex(({ id }) => id === deployment.id);
  const newer = position === -1 ? items : items.slice(0, position);
  return newer.some(
    ({ state, isCancelRequested }) => !isCancelRequested && ["queued", "building", "ready"].includes(state),
  );
};
