import { blockDeployment, notConnected, type RemoteHostOptions } from "../remote/remote-host-options.ts";
import { createRenderClient, type RenderAccess, type RenderClient } from "./create-render-client.ts";
import { RenderApiError } from "./render-api-error.ts";

export type RenderHostOptions = RemoteHostOptions<RenderAccess>;

/** The client of the connection as it is now. Throws DeploymentFailure (blocked) where there is no connection. */
export const openRender = async ({
  readAccess,
  fetch,
}: RenderHostOptions): Promise<{ client: RenderClient; ownerId: string | undefined }> => {
  const access = await readAccess();
  if (access === null) throw notConnected("Render");
  return { client: createRenderClient({ access, fetch }), ownerId: access.ownerId };
};

/** Render calls a service and a deploy by names of their own; ours holds both. */
export const toExternalId = (serviceId: string, deployId: string): string => `${serviceId}/${deployId}`;
export const parseExternalId = (externalId: string | null): { serviceId: string; deployId: string } => {
  const [serviceId = "", deployId = ""] = (externalId ?? "").split("/");
  return { serviceId, deployId };
};

/** What only a person can lift, when that is what Render refused for; the fault itself otherwise. */
export const toRenderFailure = (thrown: unknown): unknown => {
  if (!(thrown instanceof RenderApiError)) return thrown;
  const { status, detail } = thrown.refusal;
  if (status === 402) {
    return blockDeployment("quota_reached", `Render takes no more for now: ${detail}`, thrown.fix);
  }
  if (status === 401 || status === 403) return blockDeployment("host_refused", thrown.detail, thrown.fix);
  if (status === 400 && /repo|github/i.test(detail)) {
    const fix = "Install Render's GitHub App on that repository (https://github.com/apps/render), then deploy again.";
    return blockDeployment("git_app_missing", `Render cannot see the repository: ${detail}`, fix);
  }
  return thrown;
};

/** A deploy that has ended meanwhile cannot be canceled; the next look sees how it ended. */
export const cancelDeploy = async (client: RenderClient, serviceId: string, deployId: string): Promise<void> => {
  try {
    await client.cancelDeploy(serviceId, deployId);
  } catch (thrown) {
    if (!(thrown instanceof RenderApiError) || thrown.isRetryable) throw thrown;
  }
};
