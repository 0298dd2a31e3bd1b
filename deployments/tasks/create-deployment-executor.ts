import { terminalDeploymentStates, type Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import type { ExecutorOptions } from "./executor-options.ts";
import { openLog } from "./open-log.ts";
import { createReport, reportFailure } from "./report-states.ts";
import { DeploymentCanceled, DeploymentLost, isSuperseded, watchDeployment } from "./watch-deployment.ts";

export type ExecuteDeployment = (deploymentId: string, signal: AbortSignal) => Promise<void>;

/** A host that cannot be reached is tried again by the queue so often, a little later each time. */
const MAXIMUM_TRIES = 6;

const work = async (
  options: ExecutorOptions,
  project: Project,
  deployment: Deployment,
  context: DeployContext,
): Promise<void> => {
  const host = options.findHost(deployment.host);
  if (host === null) {
    throw new DeploymentFailure({
      code: "unknown_host",
      message: `This installation has no deploy host called ${deployment.host}.`,
      fix: "Set LETSCODE_DEPLOY_HOST to one it has, and deploy again.",
      excerpt: [],
      signature: "unknown_host",
    });
  }
  const from = deployment.promotedFrom === null ? null : await options.stores.deployments.get(deployment.promotedFrom);
  await (from === null ? host.deploy(project, deployment, context) : host.promote(project, from, deployment, context));
};

/** A fault of the host's that passes; one that builds elsewhere has lost nothing by it. */
const isPassing = (options: ExecutorOptions, thrown: unknown, { host, attempt }: Deployment): boolean =>
  thrown instanceof ExternalServiceError &&
  thrown.isRetryable &&
  attempt < MAXIMUM_TRIES &&
  options.findHost(host)?.follow !== undefined;

/** What a failed attempt says: canceled when somebody wished so, else the normalised error. */
const conclude = async (
  options: ExecutorOptions,
  thrown: unknown,
  deployment: Deployment,
  context: DeployContext,
): Promise<void> => {
  const { reason } = context.signal;
  if (thrown instanceof DeploymentLost || reason instanceof DeploymentLost) return;
  if (thrown instanceof DeploymentCanceled || reason instanceof DeploymentCanceled) {
    context.log("system", "Canceled");
    return context.report({ state: "canceled" });
  }
  // The worker is shutting down: whoever goes on will speak.
  if (context.signal.aborted || isPassing(options, thrown, deployment)) throw thrown;
  await reportFailure(options, thrown, context);
};

/** The variables of a deployment. That they cannot be opened is a reason to fail; that the database is away is not. */
const openEnvironment = async (
  options: ExecutorOptions,
  project: Project,
  deployment: Deployment,
): Promise<{ environment: Record<string, string>; fault: unknown }> => {
  try {
    return { environment: await options.readEnvironment(project, deployment), fault: null };
  } catch (thrown) {
    if (toLetscodeError(thrown).isRetryable) throw thrown;
    return { environment: {}, fault: thrown };
  }
};

/**
 * Whether the host that builds it elsewhere knows it already: its worker died after the last thing there was to do. A look
 * that is under way was fenced by the claim, so another is asked for; both writing to the log would lose lines of it.
 */
const isLeftToLooks = async (options: ExecutorOptions, { id, host, externalId }: Deployment): Promise<boolean> => {
  if (externalId === null || options.findHost(host)?.follow === undefined) return false;
  await options.stores.deployments.lookAt(id, 0);
  return true;
};

/**
 * The job of one deployment: takes it, lets its host build and serve, reports each state by signed webhook. Safe to
 * run again after a crash: the attempt fences what an earlier run may still say. Rejects only when the job must be
 * tried again: the worker is shutting down, or a state could not be told.
 */
export const createDeploymentExecutor =
  (options: ExecutorOptions): ExecuteDeployment =>
  async (deploymentId, outer) => {
    const { stores } = options;
    const deployment = await stores.deployments.claim(deploymentId);
    const project = deployment === null ? null : await stores.projects.get(deployment.projectId);
    if (deployment === null || project === null || terminalDeploymentStates.includes(deployment.state)) return;
    if (await isLeftToLooks(options, deployment)) return;
    const controller = new AbortController();
    const { environment, fault } = await openEnvironment(options, project, deployment);
    const writer = await openLog(options, deployment, environment);
    if (deployment.attempt > 1 && writer.lastLine > 0) {
      writer.log("system", `Going on after an interruption (attempt ${deployment.attempt})`);
    }
    const report = createReport(options, deployment, environment);
    const context: DeployContext = {
      signal: AbortSignal.any([outer, controller.signal]),
      environment,
      log: writer.log,
      report: async (status) => {
        // The log first: nobody goes on with what has ended, so a worker that dies in between would take it along. And once
        // the host's name for it is told, a look writes to the same log, and counts on from what is there.
        const isOthersNow = terminalDeploymentStates.includes(status.state) || status.externalId !== undefined;
        if (isOthersNow) await writer.close();
        await report(status);
      },
    };
    const stopWatching = watchDeployment(stores.deployments, deployment, controller);
    try {
      if (deployment.isCancelRequested) throw new DeploymentCanceled("canceled");
      if (await isSuperseded(stores.deployments, deployment)) {
        context.log("system", "A newer commit of this branch is deployed instead");
        throw new DeploymentCanceled("superseded");
      }
      if (fault !== null) throw fault;
      await work(options, project, deployment, context);
    } catch (thrown) {
      await conclude(options, thrown, deployment, context);
    } finally {
      stopWatching();
      await writer.close();
    }
  };
