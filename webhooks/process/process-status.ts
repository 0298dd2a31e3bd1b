import type { Delivery } from "#core/contracts/delivery.ts";
import { terminalDeploymentStates, type Deployment, type DeploymentState } from "#core/contracts/deployment.ts";
import { statusWebhookSchema } from "#core/contracts/status-webhook.ts";
import { deriveId } from "./derive-id.ts";
import type { Outcome, ProcessorOptions } from "./processor-options.ts";

const actions: Record<DeploymentState, string | null> = {
  queued: null,
  building: "deployment.building",
  ready: "deployment.ready",
  error: "deployment.failed",
  canceled: "deployment.canceled",
  blocked: "deployment.blocked",
};

const recordState = async ({ stores }: ProcessorOptions, deployment: Deployment): Promise<void> => {
  const action = actions[deployment.state];
  if (action === null) return;
  const { id, projectId, branch, commitSha, environment, url, error } = deployment;
  await stores.activity.append({
    // A deployment is in a state once, so however often it is told, the log has one line.
    id: deriveId(`deployment:${id}:${deployment.state}`),
    projectId,
    actor: "system",
    action,
    details: {
      deploymentId: id,
      branch,
      commitSha,
      environment,
      ...(url === null ? {} : { url }),
      ...(error === null ? {} : { code: error.code, message: error.message, fix: error.fix }),
    },
  });
};

/** A pull request's description names the preview of its branch. */
const followDeployment = async ({ stores, followBranch }: ProcessorOptions, deployment: Deployment): Promise<void> => {
  if (deployment.environment !== "preview" || !terminalDeploymentStates.includes(deployment.state)) return;
  const project = await stores.projects.get(deployment.projectId);
  if (project !== null) await followBranch(project, deployment.branch);
};

/**
 * Moves a deployment on, as its worker told. The database decides what is legal: a stale attempt, a step backwards or
 * anything after a terminal state changes nothing. The line in the log is written for a state that holds, changed now
 * or by an earlier try of this job.
 */
export const processStatus = async (options: ProcessorOptions, delivery: Delivery): Promise<Outcome> => {
  const { data } = statusWebhookSchema.parse(delivery.payload);
  const { deploymentId, ...change } = data;
  const { deployment } = await options.stores.deployments.transition(deploymentId, change);
  if (deployment.state !== change.state || deployment.attempt !== change.attempt) {
    return {
      state: "ignored",
      error: `The deployment is ${deployment.state} by now, in attempt ${deployment.attempt}.`,
    };
  }
  await recordState(options, deployment);
  await followDeployment(options, deployment);
  return { state: "processed" };
};
