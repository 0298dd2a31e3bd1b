import { terminalDeploymentStates, type DeployEnvironment, type Deployment } from "#core/contracts/deployment.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { requireDeployment } from "./require-deployment.ts";
import { requireHead } from "./require-head.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";
import { takeRate } from "./take-rate.ts";

const record = (
  context: Pick<ServiceContext, "stores">,
  deployment: Deployment,
  action: string,
  details: Record<string, unknown> = {},
) =>
  context.stores.activity.append({
    projectId: deployment.projectId,
    actor: "user",
    action,
    details: {
      deploymentId: deployment.id,
      branch: deployment.branch,
      commitSha: deployment.commitSha,
      environment: deployment.environment,
      ...details,
    },
  });

/** Deploys the head of a branch once more: production when it is the default branch and nothing else is asked for. */
export const requestDeployment = async (
  context: Pick<ServiceContext, "stores"> & { gitHost: Pick<ServiceContext["gitHost"], "resolve"> },
  session: Session,
  projectId: string,
  input: { branch: string; environment?: DeployEnvironment | undefined },
): Promise<Deployment> => {
  const project = await requireProject(session, projectId);
  const commitSha = await requireHead(context, project, input.branch);
  await takeRate(context, "deployment", { userId: session.userId, projectId: project.id });
  const deployment = await context.stores.deployments.request({
    projectId: project.id,
    host: project.deployHost,
    environment: input.environment ?? (input.branch === project.defaultBranch ? "production" : "preview"),
    branch: input.branch,
    commitSha,
    requestedBy: "user",
    isForced: true,
  });
  await record(context, deployment, "deployment.requested");
  return deployment;
};

/** Builds the same commit again, as a new deployment. Throws IllegalStateError while the first is under way. */
export const retryDeployment = async (context: ServiceContext, session: Session, id: string): Promise<Deployment> => {
  const old = await requireDeployment(session, id);
  if (!terminalDeploymentStates.includes(old.state)) {
    throw new IllegalStateError(`This deployment is ${old.state}.`, "Wait until it has ended, or cancel it first.", {
      state: old.state,
    });
  }
  const { projectId, host, environment, branch, commitSha } = old;
  await takeRate(context, "deployment", { userId: session.userId, projectId });
  const deployment = await context.stores.deployments.request({
    projectId,
    host,
    environment,
    branch,
    commitSha,
    requestedBy: "user",
    isForced: true,
  });
  await record(context, deployment, "deployment.retried", { of: old.id });
  return deployment;
};

/**
 * Makes an earlier, ready deployment what production serves, without building it again: promotion of a preview,
 * and rollback, which is the promotion of an earlier production. Throws IllegalStateError when it is not ready.
 */
export const promoteDeployment = async (context: ServiceContext, session: Session, id: string): Promise<Deployment> => {
  const from = await requireDeployment(session, id);
  if (from.state !== "ready") {
    throw new IllegalStateError(
      `This deployment is ${from.state}, so it cannot be served.`,
      "Choose one that is ready.",
      { state: from.state },
    );
  }
  const project = await requireProject(session, from.projectId);
  await takeRate(context, "deployment", { userId: session.userId, projectId: project.id });
  const deployment = await context.stores.deployments.request({
    projectId: project.id,
    host: from.host,
    environment: "production",
    branch: project.defaultBranch,
    commitSha: from.commitSha,
    requestedBy: "user",
    promotedFrom: from.id,
    isForced: true,
  });
  await record(context, deployment, "deployment.promoted", { from: from.id });
  return deployment;
};

/** Asks a deployment to stop. One that has ended is answered as it is. */
export const cancelDeployment = async (context: ServiceContext, session: Session, id: string): Promise<Deployment> => {
  const deployment = await requireDeployment(session, id);
  if (terminalDeploymentStates.includes(deployment.state)) return deployment;
  const canceled = await context.stores.deployments.requestCancel(deployment.id);
  await record(context, deployment, "deployment.cancel_requested");
  return canceled;
};
