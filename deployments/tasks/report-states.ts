import type { Deployment, DeploymentError } from "#core/contracts/deployment.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { DeployContext, DeploymentStatus } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import type { ExecutorOptions } from "./executor-options.ts";
import { hideInError } from "./hide-values.ts";

/** Tells the states of one attempt at a deployment, as signed webhooks, without the values of its variables. */
export const createReport =
  (
    { sendStatus }: Pick<ExecutorOptions, "sendStatus">,
    { id, attempt }: Deployment,
    environment: DeployContext["environment"],
  ) =>
  (status: DeploymentStatus): Promise<void> =>
    sendStatus({
      deploymentId: id,
      attempt,
      state: status.state,
      url: status.url ?? null,
      address: status.address ?? null,
      framework: status.framework ?? null,
      externalId: status.externalId ?? null,
      error: status.error === undefined ? null : hideInError(status.error, environment),
    });

const toDeploymentError = (thrown: unknown): DeploymentError => {
  if (thrown instanceof DeploymentFailure) return thrown.error;
  const { code, detail, fix } = toLetscodeError(thrown);
  return { code, message: detail, fix, excerpt: [], signature: code };
};

/** Ends a deployment by what was thrown: `blocked` where only a person can lift what is in its way, else `error`. */
export const reportFailure = async (
  { logger }: Pick<ExecutorOptions, "logger">,
  thrown: unknown,
  context: Pick<DeployContext, "log" | "report">,
): Promise<void> => {
  const error = toDeploymentError(thrown);
  if (error.code === "internal") {
    const cause = thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown);
    logger.error("A deployment failed unexpectedly", { cause });
  }
  context.log("system", `${error.message} ${error.fix}`);
  const isBlocked = thrown instanceof DeploymentFailure && thrown.isBlocked;
  await context.report({ state: isBlocked ? "blocked" : "error", error });
};
