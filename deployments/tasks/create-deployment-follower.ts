import { terminalDeploymentStates, type Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { DeploymentStatus, FollowContext } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import { chooseNextLook } from "./choose-next-look.ts";
import type { ExecutorOptions } from "./executor-options.ts";
import { openLog } from "./open-log.ts";
import { createReport, reportFailure } from "./report-states.ts";

export type FollowDeployment = (deploymentId: string, job: { signal: AbortSignal; attempt: number }) => Promise<void>;

type FollowerOptions = ExecutorOptions & { random(): number };

/** Longer than the longest build of any host we know; what is silent for so long will never speak. */
const MAXIMUM_MINUTES = 60;

const ageOf = ({ clock }: FollowerOptions, { startedAt, createdAt }: Deployment): number =>
  (clock.now().getTime() - Date.parse(startedAt ?? createdAt)) / 1000;

/** What the row does not say yet. Each look would otherwise tell what was told before. */
const isNews = (deployment: Deployment, { state, url, framework, externalId }: DeploymentStatus): boolean =>
  state !== deployment.state ||
  (url !== undefined && url !== deployment.url) ||
  (framework !== undefined && framework !== deployment.framework) ||
  (externalId !== undefined && externalId !== deployment.externalId);

const look = async (
  options: FollowerOptions,
  project: Project,
  deployment: Deployment,
  context: FollowContext,
): Promise<void> => {
  const host = options.findHost(deployment.host);
  if (host?.follow === undefined) {
    throw new DeploymentFailure({
      code: "unknown_host",
      message: `This installation has no deploy host called ${deployment.host} any more.`,
      fix: "Choose another deploy host in the project's settings, and deploy again.",
      excerpt: [],
      signature: "unknown_host",
    });
  }
  if (deployment.isCancelRequested) await host.cancel?.(project, deployment);
  await host.follow(project, deployment, context);
};

const toTimeout = ({ host }: Deployment): DeploymentFailure =>
  new DeploymentFailure({
    code: "timed_out",
    message: `${host} has not finished it within ${MAXIMUM_MINUTES} minutes.`,
    fix: `Look at it in the dashboard of ${host}, then deploy again.`,
    excerpt: [],
    signature: "timed_out",
  });

/**
 * The job that looks at a deployment its host builds elsewhere, until it has ended. Webhooks only bring the next look
 * forward, so one that is lost, late, forged or doubled changes nothing (A3, A4). A fault that passes is left to the
 * next look; one look at a time per deployment, by its queue; a job whose worker died claims the deployment first, which
 * fences what that worker may still write (A7).
 */
export const createDeploymentFollower =
  (options: FollowerOptions): FollowDeployment =>
  async (deploymentId, { signal, attempt }) => {
    const { deployments, projects } = options.stores;
    const deployment = await (attempt > 1 ? deployments.claim(deploymentId) : deployments.get(deploymentId));
    const project = deployment === null ? null : await projects.get(deployment.projectId);
    if (deployment === null || project === null || deployment.externalId === null) return;
    if (terminalDeploymentStates.includes(deployment.state)) return;
    const environment = await options.readEnvironment(project, deployment);
    const writer = await openLog(options, deployment, environment);
    const report = createReport(options, deployment, environment);
    let isEnded = false;
    const context: FollowContext = {
      signal,
      environment,
      printedLines: writer.printedLines,
      log: writer.log,
      report: async (status) => {
        if (isEnded) return;
        // The log first: nobody looks at what has ended again, so a worker that dies in between would take it along.
        if (terminalDeploymentStates.includes(status.state)) await writer.close();
        if (isNews(deployment, status)) await report(status);
        isEnded = terminalDeploymentStates.includes(status.state);
      },
    };
    try {
      await look(options, project, deployment, context);
    } catch (thrown) {
      const error = toLetscodeError(thrown);
      if (signal.aborted) {
        await writer.close();
        throw thrown;
      }
      if (error.isRetryable) options.logger.warn("A deploy host did not answer", { code: error.code, deploymentId });
      else await reportFailure(options, thrown, context);
    }
    const age = ageOf(options, deployment);
    if (!isEnded && age > MAXIMUM_MINUTES * 60) await reportFailure(options, toTimeout(deployment), context);
    await writer.close();
    if (!isEnded) await deployments.lookAt(deploymentId, chooseNextLook(age, options.random()));
  };
