import type { DeployHost } from "#core/ports/deploy-host.ts";
import { checkConnection } from "./check-connection.ts";
import { createVercelDomains } from "./create-vercel-domains.ts";
import { followDeployment } from "./follow-deployment.ts";
import { promoteDeployment } from "./promote-deployment.ts";
import { startDeployment } from "./start-deployment.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import { openVercel, type VercelHostOptions } from "./vercel-host-options.ts";

/** Vercel, by its Git integration where the project has it, else from the commit's files. */
export const createVercelDeployHost = (options: VercelHostOptions): Required<DeployHost> => ({
  name: "vercel",
  deploy: (project, deployment, context) => startDeployment(options, project, deployment, context),
  promote: (project, from, deployment, context) => promoteDeployment(options, project, from, deployment, context),
  follow: (project, deployment, context) => followDeployment(options, project, deployment, context),
  cancel: async (_project, { externalId }) => {
    if (externalId === null) return;
    const client = await openVercel(options);
    await client.cancelDeployment(externalId).catch((thrown: unknown) => {
      // It has ended meanwhile; the next look sees how.
      if (!(thrown instanceof VercelApiError) || thrown.isRetryable) throw thrown;
    });
  },
  remove: async (_project, { externalId }) => {
    if (externalId !== null) await (await openVercel(options)).deleteDeployment(externalId);
  },
  check: (project) => checkConnection(options, project),
  domains: createVercelDomains(options),
});
