import type { Deployment } from "#core/contracts/deployment.ts";
import { isRepairable } from "#core/contracts/failure-cause.ts";
import type { Project } from "#core/contracts/project.ts";
import { SYSTEM_PROMPT_NAME } from "#core/contracts/prompt.ts";
import type { Repair } from "#core/contracts/repair.ts";
import type { Run } from "#core/contracts/run.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { choosePromptVersion } from "./choose-prompt-version.ts";
import { composeRepairPrompt } from "./compose-repair-prompt.ts";
import { requireDeployment } from "./require-deployment.ts";
import { requireProject } from "./require-project.ts";
import { type ModelSource, resolveModel } from "./resolve-model.ts";
import type { ServiceContext, Session } from "./service-context.ts";

export type RepairContext = Pick<ServiceContext, "stores"> & { providers: ModelSource };

const placeOf = ({ id, branch, commitSha, environment }: Deployment) => ({
  deploymentId: id,
  branch,
  commitSha,
  environment,
});

/** The run of a repair that was begun. Once, however often it is asked for: the key is the repair's. */
const createRun = async (
  context: RepairContext,
  project: Project,
  deployment: Deployment,
  repair: Repair,
  requestedBy: string,
): Promise<Run> => {
  const { stores } = context;
  const { provider, model } = await resolveModel(context, project.model);
  const { run, isNew } = await stores.runs.create({
    projectId: project.id,
    requestedBy,
    kind: "repair",
    branch: deployment.branch,
    prompt: composeRepairPrompt(deployment, repair),
    provider,
    model,
    promptName: SYSTEM_PROMPT_NAME,
    promptVersion: await choosePromptVersion(context, project.promptVersion),
    idempotencyKey: `repair:${repair.id}`,
  });
  await stores.repairs.setRun(repair.id, run.id);
  if (isNew) {
    const { attempt, maximumAttempts, isAutomatic } = repair;
    await stores.activity.append({
      projectId: project.id,
      actor: isAutomatic ? "system" : "user",
      action: "deployment.repair_started",
      details: { ...placeOf(deployment), attempt, maximumAttempts, isAutomatic, model: `${provider}/${model}` },
      runId: run.id,
    });
  }
  return run;
};

/**
 * Lets the AI repair a failed deployment: a run on the same branch, with its log. Asked again while that run is at
 * work, it answers the same one. Throws NotFoundError, and IllegalStateError for a deployment that has not failed.
 */
export const repairDeployment = async (context: RepairContext, session: Session, id: string): Promise<Run> => {
  const deployment = await requireDeployment(session, id);
  const project = await requireProject(session, deployment.projectId);
  const repair = await context.stores.repairs.begin(deployment.id, {
    isAutomatic: false,
    isRepairable: isRepairable(deployment.error?.code ?? ""),
  });
  if (repair === null) throw new NotFoundError("deployment");
  return createRun(context, project, deployment, repair, session.userId);
};

/**
 * The job of a deployment that failed in a project whose owner wants it repaired by itself. Within the owner's number
 * of attempts, and not for a cause that came back: then it stops, and the log says why. Safe to run again.
 */
export const repairAutomatically = async (context: RepairContext, deploymentId: string): Promise<void> => {
  const { stores } = context;
  const deployment = await stores.deployments.get(deploymentId);
  const project = deployment === null ? null : await stores.projects.get(deployment.projectId);
  if (deployment === null || project === null) return;
  const repair = await stores.repairs.begin(deployment.id, {
    isAutomatic: true,
    isRepairable: isRepairable(deployment.error?.code ?? ""),
  });
  if (repair === null) return;
  if (repair.state === "started") {
    if (repair.isAutomatic) await createRun(context, project, deployment, repair, project.ownerId);
    return;
  }
  const { attempt, maximumAttempts, reason } = repair;
  await stores.activity.append({
    id: repair.id,
    projectId: project.id,
    actor: "system",
    action: "deployment.repair_stopped",
    details: { ...placeOf(deployment), attempt, maximumAttempts, reason },
  });
};
