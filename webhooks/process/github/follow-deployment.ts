import type { Delivery } from "#core/contracts/delivery.ts";
import { remoteHostNameSchema } from "#core/contracts/host-connection.ts";
import { findProject } from "../find-project.ts";
import { lookAtDeployments } from "../look-at-deployments.ts";
import type { Outcome, ProcessorOptions } from "../processor-options.ts";
import { deploymentSchema } from "./payload-schemas.ts";

/**
 * `deployment` and `deployment_status`: the Git integration of a deploy host tells GitHub of its builds, often before its
 * own webhook arrives, or where that is lost. What is being built elsewhere of the same commit is looked at; the state in
 * the payload is anybody's to write who may use GitHub's API, and is not read. Deployments of other tools are ignored.
 */
export const followDeployment = async (options: ProcessorOptions, { payload }: Delivery): Promise<Outcome> => {
  const { repository, deployment } = deploymentSchema.parse(payload);
  const project = await findProject(options, repository);
  if (project === null) return { state: "ignored", error: "No project has this repository." };
  const unfinished = await options.stores.deployments.listUnfinished();
  const concerned = unfinished.filter(
    ({ projectId, commitSha, host }) =>
      projectId === project.id && commitSha === deployment.sha && remoteHostNameSchema.safeParse(host).success,
  );
  return lookAtDeployments(options, concerned);
};
