import type { ConnectionFinding, DeployHost } from "#core/ports/deploy-host.ts";
import { createRenderClient } from "./create-render-client.ts";
import { followDeploy } from "./follow-deploy.ts";
import { RenderApiError } from "./render-api-error.ts";
import { openRender, parseExternalId, type RenderHostOptions, startDeploy, toExternalId } from "./start-deploy.ts";

const createPromote =
  (options: RenderHostOptions): DeployHost["promote"] =>
  async (project, from, deployment, context) => {
    const { client } = await openRender(options);
    const { serviceId, deployId } = parseExternalId(from.externalId);
    const isKept = from.environment === "production" && (await client.getDeploy(serviceId, deployId)) !== null;
    // A preview is another service: its commit is built for production.
    if (!isKept) return startDeploy(options, project, deployment, context);
    const begun = (await client.listDeploys(serviceId)).find(
      ({ commit, createdAt }) =>
        commit?.id === from.commitSha && Date.parse(createdAt) >= Date.parse(deployment.createdAt),
    );
    const { id } = begun ?? (await client.rollBack(serviceId, deployId));
    context.log("system", `Render serves ${deployId} again, as ${id}`);
    await context.report({ state: "queued", externalId: toExternalId(serviceId, id) });
  };

const wrong = (name: string, message: string, fix: string): ConnectionFinding[] => [
  { name, isFine: false, message, fix },
];

const createCheck =
  ({ readAccess, fetch }: RenderHostOptions): Required<DeployHost>["check"] =>
  async () => {
    const access = await readAccess();
    const make = "Make one in Render's account settings and enter it here.";
    if (access === null) return wrong("Access token", "There is none.", make);
    try {
      const owners = await createRenderClient({ access, fetch }).listOwners();
      const owner = access.ownerId === undefined ? owners[0] : owners.find(({ id }) => id === access.ownerId);
      const token = { name: "Access token", isFine: true, message: "Render accepts it.", fix: null };
      if (owner !== undefined) {
        return [token, { name: "Scope", isFine: true, message: `Services go to ${owner.name}.`, fix: null }];
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
  promote: createPromote(options),
  follow: (_project, deployment, context) => followDeploy(options, deployment, context),
  cancel: async (_project, { externalId }) => {
    const { client } = await openRender(options);
    const { serviceId, deployId } = parseExternalId(externalId);
    await client.cancelDeploy(serviceId, deployId).catch((thrown: unknown) => {
      // It has ended meanwhile; the next look sees how.
      if (!(thrown instanceof RenderApiError) || thrown.isRetryable) throw thrown;
    });
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
