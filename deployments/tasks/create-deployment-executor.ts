import { terminalDeploymentStates, type Deployment, type DeploymentError } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DeployContext, DeployHost, DeploymentStatus } from "#core/ports/deploy-host.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { Stores } from "#core/ports/stores.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import type { SendStatus } from "../status/send-status.ts";
import { createLogWriter, type LogWriter } from "./create-log-writer.ts";
import { DeploymentCanceled, DeploymentLost, isSuperseded, watchDeployment } from "./watch-deployment.ts";

export interface ExecutorOptions {
  stores: Stores;
  findHost(name: string): DeployHost | null;
  sendStatus: SendStatus;
  publisher: EventPublisher;
  clock: Clock;
  logger: Logger;
  redact(text: string): string;
}

export type ExecuteDeployment = (deploymentId: string, signal: AbortSignal) => Promise<void>;

const LOG_PAGE = 1_000;

const toDeploymentError = (thrown: unknown): DeploymentError => {
  if (thrown instanceof DeploymentFailure) return thrown.error;
  const { code, detail, fix } = toLetscodeError(thrown);
  return { code, message: detail, fix, excerpt: [], signature: code };
};

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

/** What a failed attempt says: canceled when somebody wished so, else the normalised error. */
const conclude = async (options: ExecutorOptions, thrown: unknown, context: DeployContext): Promise<void> => {
  const { reason } = context.signal;
  if (thrown instanceof DeploymentLost || reason instanceof DeploymentLost) return;
  if (thrown instanceof DeploymentCanceled || reason instanceof DeploymentCanceled) {
    context.log("system", "Canceled");
    return context.report({ state: "canceled" });
  }
  // The worker is shutting down: whoever goes on will speak.
  if (context.signal.aborted) throw thrown;
  const error = toDeploymentError(thrown);
  if (error.code === "internal") {
    const cause = thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown);
    options.logger.error("A deployment failed unexpectedly", { cause });
  }
  context.log("system", `${error.message} ${error.fix}`);
  await context.report({ state: "error", error });
};

const findLastLine = async ({ stores }: ExecutorOptions, deploymentId: string): Promise<number> => {
  let last = 0;
  for (;;) {
    const lines = await stores.deployments.listLogs(deploymentId, last, LOG_PAGE);
    last = lines.at(-1)?.line ?? last;
    if (lines.length < LOG_PAGE) return last;
  }
};

const createReport =
  ({ sendStatus }: ExecutorOptions, { id, attempt }: Deployment) =>
  (status: DeploymentStatus): Promise<void> =>
    sendStatus({
      deploymentId: id,
      attempt,
      state: status.state,
      url: status.url ?? null,
      address: status.address ?? null,
      framework: status.framework ?? null,
      externalId: status.externalId ?? null,
      error: status.error ?? null,
    });

const openLog = async (options: ExecutorOptions, { id, projectId, attempt }: Deployment): Promise<LogWriter> => {
  const { stores, publisher, clock, redact } = options;
  const last = await findLastLine(options, id);
  const writer = createLogWriter({
    deploymentId: id,
    projectId,
    attempt,
    firstLine: last + 1,
    deployments: stores.deployments,
    publisher,
    clock,
    redact,
  });
  if (attempt > 1 && last > 0) writer.log("system", `Going on after an interruption (attempt ${attempt})`);
  return writer;
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
    const controller = new AbortController();
    const writer = await openLog(options, deployment);
    const context: DeployContext = {
      signal: AbortSignal.any([outer, controller.signal]),
      log: writer.log,
      report: createReport(options, deployment),
    };
    const stopWatching = watchDeployment(stores.deployments, deployment, controller);
    try {
      if (deployment.isCancelRequested) throw new DeploymentCanceled("canceled");
      if (await isSuperseded(stores.deployments, deployment)) {
        context.log("system", "A newer commit of this branch is deployed instead");
        throw new DeploymentCanceled("superseded");
      }
      await work(options, project, deployment, context);
    } catch (thrown) {
      await conclude(options, thrown, context);
    } finally {
      stopWatching();
      await writer.close();
    }
  };
