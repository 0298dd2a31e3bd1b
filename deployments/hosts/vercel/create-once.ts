import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import type { VercelClient } from "./create-vercel-client.ts";
import type { VercelHostOptions } from "./vercel-host-options.ts";
import type { VercelProject } from "./vercel-schemas.ts";

/** With it a deployment of Vercel's says which of ours it is: a worker that died after it was made finds it again. */
export const OWN_NAME = "letscodeDeployment";

/** What a deployment is handed over with. */
export interface VercelStart {
  client: VercelClient;
  options: VercelHostOptions;
  project: Project;
  deployment: Deployment;
  vercelProject: VercelProject;
  context: DeployContext;
}

/** The one Vercel has for ours; of several, which only workers that race can make, the first. */
export const findOwn = async ({ client, deployment, vercelProject }: VercelStart): Promise<string | null> => {
  const listed = await client.listDeployments({ projectId: vercelProject.id });
  const [first] = listed
    .filter(({ meta }) => meta?.[OWN_NAME] === deployment.id)
    .toSorted((one, other) => one.created - other.created || one.uid.localeCompare(other.uid));
  return first?.uid ?? null;
};

/**
 * Makes one, and looks again: a worker that was frozen and replaced may have made one meanwhile. All of them keep the
 * first, and each takes away what it made itself.
 */
export const createOnce = async (start: VercelStart, create: () => Promise<string>): Promise<string> => {
  const made = await create();
  const first = (await findOwn(start)) ?? made;
  if (first !== made) await start.client.deleteDeployment(made);
  return first;
};
