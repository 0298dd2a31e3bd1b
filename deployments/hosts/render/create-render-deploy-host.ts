import type { Project } from "#core/contracts/project.ts";
import type { ConnectionFinding, DeployHost } from "#core/ports/deploy-host.ts";
import { createRenderClient } from "./create-render-client.ts";
import { followDeploy } from "./follow-deploy.ts";
import { RenderApiError } from "./render-api-error.ts";
import { cancelDeploy, openRender, parseExternalId, type RenderHostOptions } from "./render-host-options.ts";
import { promoteDeploy, startDeploy } from "./start-deploy.ts";

const wrong = (name: string, message: string, fix: string): ConnectionFinding[] => [
  { name, isFine: false, message, fix },
];

/** Render has no question for what its GitHub App may see: the first deployment tells. */
const checkRepository = async (options: RenderHostOptions, project: Project): Promise<ConnectionFinding[]> => {
  const repository = await options.findRepository(project);
  if (repository === null) {
    const fix = "Move the project to GitHub in its settings, or choose another deploy host.";
    return wrong("Repository", "It is kept by this installation, and Render builds from GitHub.", fix);
  }
  const message = `Render builds from ${repository.fullName}, once its GitHub App may see that repository.`;
  return [{ name: "Repository", isFine: true, message, fix: null }];
};

const createCheck =
  (options: RenderHostOptions): Required<DeployHost>["check"] =>
  async (project) => {
    const { readAccess, fetch } = options;
    const access = await readAccess();
    const make = "Make one in Render's account settings and enter it here.";
    if (access === null) return wrong("Access token", "There is none.", make);
    try {
      const owners = await createRenderClient({ access, fetch }).listOwners();
      const owner = access.ownerId === undefined ? owners[0] : owners.find(({ id }) => id === access.ownerId);
      const token = { name: "Access token", isFine: true, message: "Render accepts it.", fix: null };
      if (owner !== undefined) {
        const scope = { name: "Scope", isFine: true, message: `Services go to ${owner.name}.`, fix: null };
        return [token, scope, ...(project === null ? [] : await checkRepository(options, project))];
      }
      const fix = "Correct the workspace's id, or leave it out for the key's own workspace.";
      return [token, ...wrong("Scope", `The key cannot use the workspace ${access.ownerId ?? ""}.`, fix)];
    } catch (thrown) {
      if (!(thrown instanceof RenderApiError) || thrown.isRetryable) throw thrown;
      return wrong("Access token", "Render does not accept it.", make);
    }
  };

/** Render: one service for production, and one for each branch that is previewed. */
export const createRenderDeployHost = (options: RenderHostOptions): Required<Omit<DeployHost, "domains">> => ({
  name: "render",
  deploy: (project, deployment, context) => startDeploy(options, project, deployment, context),
  promote: (project, from, deployment, context) => promoteDeploy(options, project, from, deployment, context),
  follow: (_project, deployment, context) => followDeploy(options, deployment, context),
  cancel: async (_project, { externalId }) => {
    const { client } = await openRender(options);
    const { serviceId, deployId } = parseExternalId(externalId);
    await cancelDeploy(client, serviceId, deployId);
  },
  remove: async (_project, { environment, externalId }) => {
    if (environment === "production" || externalId === null) return;
    const { client } = await openRender(options);
    const { serviceId, deployId } = parseExternalId(externalId);
    const service = await client.getService(serviceId);
    const [newest] = service === null ? [] : await client.listDeploys(serviceId);
    if (newest?.id === deployId) await client.removeService(serviceId);
  },
  check: createCheck(options),
});
