import type { Pool } from "pg";
import { jobSchemas } from "#core/contracts/job.ts";
import type { GitHost } from "#core/ports/git-host.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { Stores } from "#core/ports/stores.ts";
import {
  defineJob,
  enqueueForgottenDeployments,
  interruptForgottenRuns,
  type JobContext,
  type JobHandlers,
  removeUnusedQueues,
} from "../jobs/index.ts";

interface Parts {
  stores: Stores;
  gitHost: GitHost;
  database: Pool;
  logger: Logger;
  executeRun(runId: string, signal: AbortSignal): Promise<void>;
  executeDeployment(deploymentId: string, signal: AbortSignal): Promise<void>;
  followDeployment(deploymentId: string, context: JobContext): Promise<void>;
  reportRun(runId: string): Promise<void>;
  keepPullRequest(id: string): Promise<void>;
  processDelivery(deliveryId: string, signal: AbortSignal): Promise<void>;
  /** What follows from the state of a deployment. */
  followUps: Pick<JobHandlers, "repair-deployment" | "send-status-message">;
  /** Frees disk space nobody needs any more. */
  cleanUp(): Promise<void>;
}

/** A run that has outlived so many workers is not tried on another one by itself: it may be what kills them. */
const MAXIMUM_RUN_ATTEMPTS = 4;

const createRunHandler = ({ stores, executeRun, logger }: Parts) =>
  defineJob(jobSchemas["run-prompt"], async ({ runId }, { signal, attempt }) => {
    if (attempt <= MAXIMUM_RUN_ATTEMPTS) return executeRun(runId, signal);
    logger.warn("A run was interrupted too often; a person has to resume it", { runId, attempt });
    const run = await stores.runs.interrupt(runId);
    if (run.state !== "interrupted") return;
    const details = { branch: run.branch, attempt };
    await stores.activity.append({
      projectId: run.projectId,
      actor: "system",
      action: "run.interrupted",
      details,
      runId,
    });
  });

/** The path may belong to a new project by now; repositories are kept by the project's id, so only the old one goes. */
const createRemovalHandler = ({ stores, gitHost }: Parts) =>
  defineJob(jobSchemas["remove-repository"], async ({ projectId, ownerHandle, slug }) => {
    if ((await stores.projects.get(projectId)) !== null) return;
    await gitHost.removeRepository({ projectId, ownerHandle, slug });
  });

const createMaintenanceHandler = ({ stores, database, logger, cleanUp }: Parts) =>
  defineJob(jobSchemas.maintain, async () => {
    const runs = await interruptForgottenRuns(database, stores);
    const deployments = await enqueueForgottenDeployments(database);
    if (runs.length + deployments.length > 0) logger.warn("Found work that nobody was at", { runs, deployments });
    await removeUnusedQueues(database);
    await cleanUp();
  });

/** What each job does, by the adapters of this installation. */
export const createJobHandlers = (parts: Parts): JobHandlers => ({
  "run-prompt": createRunHandler(parts),
  "deploy-commit": defineJob(jobSchemas["deploy-commit"], ({ deploymentId }, { signal }) =>
    parts.executeDeployment(deploymentId, signal),
  ),
  "follow-deployment": defineJob(jobSchemas["follow-deployment"], ({ deploymentId }, context) =>
    parts.followDeployment(deploymentId, context),
  ),
  "process-delivery": defineJob(jobSchemas["process-delivery"], ({ deliveryId }, { signal }) =>
    parts.processDelivery(deliveryId, signal),
  ),
  "report-run": defineJob(jobSchemas["report-run"], ({ runId }) => parts.reportRun(runId)),
  "keep-pull-request": defineJob(jobSchemas["keep-pull-request"], ({ pullRequestId }) =>
    parts.keepPullRequest(pullRequestId),
  ),
  ...parts.followUps,
  "remove-repository": createRemovalHandler(parts),
  maintain: createMaintenanceHandler(parts),
});
