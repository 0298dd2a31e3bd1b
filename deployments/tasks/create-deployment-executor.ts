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
import { createLogWriter } from "./create-log-writer.ts";

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

const CANCEL_POLL_MILLISECONDS = 500;

class Canceled extends Error {}

/** Watches the row for a wish to cancel, and for a newer deployment of the same branch that makes this one pointless. */
const watchCancel = (options: ExecutorOptions, deployment: Deployment, controller: AbortController): (() => void) => {
  const timer = setInterval(() => {
    options.stores.deployments.get(deployment.id).then(
      (row) => {
        if (row === null || row.isCancelRequested) controller.abort(new Canceled("canceled"));
        else if (row.attempt !== deployment.attempt) controller.abort(new Error("another worker took over"));
      },
      () => undefined,
    );
  }, CANCEL_POLL_MILLISECONDS);
  return () => clearInterval(timer);
};

const isSuperseded = async (options: ExecutorOptions, deployment: Deployment): Promise<boolean> => {
  if (deployment.promotedFrom !== null || deployment.requestedBy === "user") return false;
  const { items } = await options.stores.deployments.list(deployment.projectId, {
    branch: deployment.branch,
    environment: deployment.environment,
    limit: 1,
  });
  const [newest] = items;
  return newest !== undefined && newest.id !== deployment.id && newest.createdAt > deployment.createdAt;
};

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
const conclude = async (
  options: ExecutorOptions,
  thrown: unknown,
  context: DeployContext,
  outer: AbortSignal,
): Promise<void> => {
  if (thrown instanceof Canceled) {
    context.log("system", "Canceled");
    return context.report({ state: "canceled" });
  }
  // The worker is shutting down, or another one has taken over: whoever goes on will speak.
  if (outer.aborted || context.signal.aborted) throw thrown;
  const error = toDeploymentError(thrown);
  if (error.code === "internal")
    options.logger.error("A deployment failed unexpectedly", {
      cause: thrown instanceof Error ? (thrown.stack ?? "") : String(thrown),
    });
  context.log("system", `${error.message} ${error.fix}`);
  await context.report({ state: "error", error });
};

/**
 * The job of one deployment: takes it, lets its host build and serve, reports each state by signed webhook. Safe to
 * run again after a crash: the attempt fences what an earlier run may still say.
 */
export const createDeploymentExecutor =
  (options: ExecutorOptions): ExecuteDeployment =>
  async (deploymentId, outer) => {
    const deployment = await options.stores.deployments.claim(deploymentId);
    const project = deployment === null ? null : await options.stores.projects.get(deployment.projectId);
    if (deployment === null || project === null || terminalDeploymentStates.includes(deployment.state)) return;
    const last = await options.stores.deployments.listLogs(deployment.id, 0, 5000);
    const controller = new AbortController();
    const signal = AbortSignal.any([outer, controller.signal]);
    const { stores, publisher, clock, redact } = options;
    const log = createLogWriter({
      deploymentId,
      projectId: project.id,
      firstLine: (last.at(-1)?.line ?? 0) + 1,
      stores,
      publisher,
      clock,
      redact,
    });
    const report = async (status: DeploymentStatus): Promise<void> => {
      await options.sendStatus({
        deploymentId,
        attempt: deployment.attempt,
        state: status.state,
        url: status.url ?? null,
        address: status.address ?? null,
        framework: status.framework ?? null,
        externalId: status.externalId ?? null,
        error: status.error ?? null,
      });
    };
    const context: DeployContext = { signal, log: log.log, report };
    const stopWatching = watchCancel(options, deployment, controller);
    try {
      if (deployment.isCancelRequested) throw new Canceled("canceled");
      if (await isSuperseded(options, deployment)) {
        log.log("system", "A newer commit of this branch is being deployed instead");
        throw new Canceled("superseded");
      }
      await work(options, project, deployment, context);
    } catch (thrown) {
      await conclude(
        options,
        controller.signal.reason instanceof Canceled ? controller.signal.reason : thrown,
        context,
        outer,
      );
    } finally {
      stopWatching();
      await log.close();
    }
  };
