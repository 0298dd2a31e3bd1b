import { createRenderDeployHost } from "#deployments/hosts/render/create-render-deploy-host.ts";
import { startFakeRender } from "#tests/helpers/render/start-fake-render.ts";
import { startWebhookStack, webhookSecrets } from "#tests/helpers/start-webhook-stack.ts";
import { startRemoteStack } from "./start-remote-stack.ts";

/** A project on Render, and a Render of our own that tells of its builds by webhook. */
export const startRenderStack = async () => {
  const stack = await startWebhookStack();
  const clock = { at: Date.now() };
  const render = await startFakeRender({
    now: () => clock.at,
    webhook: { url: `${stack.receiver}/functions/v1/render-webhook`, secret: webhookSecrets.render[0] ?? "" },
  });
  const remote = await startRemoteStack(stack, {
    hostName: "render",
    fetch: render.fetch,
    clock,
    createHost: (shared) =>
      createRenderDeployHost({
        ...shared,
        readAccess: async () => ({ apiUrl: render.url, token: render.state.token, ownerId: undefined }),
      }),
  });
  const stop = async (): Promise<void> => {
    await remote.stop();
    await render.stop();
  };
  return { ...remote, render, stop };
};
export type RenderStack = Awaited<ReturnType<typeof startRenderStack>>;
