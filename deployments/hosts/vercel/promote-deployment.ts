import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { createOnce, findOwn, OWN_NAME } from "./create-once.ts";
import { ensureProject } from "./ensure-project.ts";
import { startDeployment } from "./start-deployment.ts";
import { openVercel, type VercelHostOptions } from "./vercel-host-options.ts";

/**
 * Serves an earlier deployment as production. One that was production is rolled back to: the domains move, at once. A
 * preview is built once more, with the variables of production, as Vercel's own promotion does. One that Vercel no longer
 * has is deployed from its commit.
 */
export const promoteDeployment = async (
  options: VercelHostOptions,
  project: Project,
  from: Deployment,
  deployment: Deployment,
  context: DeployContext,
): Promise<void> => {
  const client = await openVercel(options);
  const origin = from.externalId === null ? null : await client.getDeployment(from.externalId);
  if (origin === null) {
    context.log("system", "Vercel no longer has it; building the commit again");
    return startDeployment(options, project, deployment, context);
  }
  const vercelProject = await ensureProject(client, options, project, deployment);
  if (from.environment === "production") {
    context.log("system", `Vercel serves ${origin.id} again`);
    if (vercelProject.targets?.production?.id !== origin.id) await client.rollBack(vercelProject.id, origin.id);
    return context.report({ state: "building", externalId: origin.id });
  }
  const start = { client, options, project, deployment, vercelProject, context };
  const create = async (): Promise<string> => {
    const { id } = await client.createDeployment({
      name: vercelProject.name,
      projectId: vercelProject.id,
      isProduction: true,
      meta: { [OWN_NAME]: deployment.id, letscodeProject: project.id, action: "promote" },
      source: { kind: "deployment", id: origin.id },
    });
    return id;
  };
  const id = (await findOwn(start)) ?? (await createOnce(start, create));
  context.log("system", `Vercel builds ${origin.id} for production as ${id}`);
  await context.report({ state: "queued", externalId: id });
};
