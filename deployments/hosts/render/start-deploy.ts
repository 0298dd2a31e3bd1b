import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { deployOnce } from "./deploy-once.ts";
import { ensureService } from "./ensure-service.ts";
import {
  openRender,
  parseExternalId,
  type RenderHostOptions,
  toExternalId,
  toRenderFailure,
} from "./render-host-options.ts";

/** Hands a commit to Render: a service for its branch, and a deploy of that very commit. */
export const startDeploy = async (
  options: RenderHostOptions,
  project: Project,
  deployment: Deployment,
  context: DeployContext,
): Promise<void> => {
  try {
    const { client, ownerId } = await openRender(options);
    const service = await ensureService({ client, ownerId, options, project, deployment }, context.environment);
    const { commitSha } = deployment;
    const once = { client, options, serviceId: service.id, deployment, commitSha, signal: context.signal };
    const id = await deployOnce(once, () => client.createDeploy(service.id, commitSha));
    context.log("system", `Render builds it as ${id} of ${service.name}`);
    await context.report({ state: "queued", externalId: toExternalId(service.id, id) });
  } catch (thrown) {
    throw toRenderFailure(thrown);
  }
};

/** Serves an earlier deploy of production again. A preview is another service: its commit is built for production. */
export const promoteDeploy = async (
  options: RenderHostOptions,
  project: Project,
  from: Deployment,
  deployment: Deployment,
  context: DeployContext,
): Promise<void> => {
  const { client } = await openRender(options);
  const { serviceId, deployId } = parseExternalId(from.externalId);
  const isKept = from.environment === "production" && (await client.getDeploy(serviceId, deployId)) !== null;
  if (!isKept) return startDeploy(options, project, deployment, context);
  const once = { client, options, serviceId, deployment, commitSha: from.commitSha, signal: context.signal };
  try {
    const id = await deployOnce(once, () => client.rollBack(serviceId, deployId));
    context.log("system", `Render serves ${deployId} again, as ${id}`);
    await context.report({ state: "queued", externalId: toExternalId(serviceId, id) });
  } catch (thrown) {
    throw toRenderFailure(thrown);
  }
};
