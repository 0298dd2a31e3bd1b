import { terminalDeploymentStates, type Deployment } from "#core/contracts/deployment.ts";
import type { Outcome, ProcessorOptions } from "./processor-options.ts";

/** Has a worker look at what is still being built elsewhere, now: what a host says of it is never believed as it is. */
export const lookAtDeployments = async ({ stores }: ProcessorOptions, deployments: Deployment[]): Promise<Outcome> => {
  const unfinished = deployments.filter(({ state }) => !terminalDeploymentStates.includes(state));
  for (const { id } of unfinished) await stores.deployments.lookAt(id, 0);
  return unfinished.length > 0
    ? { state: "processed" }
    : { state: "ignored", error: "No deployment here is waiting for it." };
};
