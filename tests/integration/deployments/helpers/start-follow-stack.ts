import { createVercelDeployHost } from "#deployments/hosts/vercel/create-vercel-deploy-host.ts";
import { startWebhookStack, webhookSecrets } from "#tests/helpers/start-webhook-stack.ts";
import { startFakeVercel } from "#tests/helpers/vercel/start-fake-vercel.ts";
import { repository, startRemoteStack } from "./start-remote-stack.ts";

/** A project on Vercel, and a Vercel of our own that tells of its builds by webhook. */
export const startFollowStack = async () => {
  const stack = await startWebhookStack();
  const clock = { at: Date.now() };
  const vercel = await startFakeVercel({
    now: () => clock.at,
    webhook: { url: `${stack.receiver}/functions/v1/vercel-webhook`, secret: webhookSecrets.vercel[0] ?? "" },
  });
  vercel.state.repositories.set(repository.fullName, { id: repository.id, isPrivate: true });
  const remote = await startRemoteStack(stack, {
    hostName: "vercel",
    fetch: vercel.fetch,
    clock,
    createHost: (shared) =>
      createVercelDeployHost({
        ...shared,
        readAccess: async () => ({ apiUrl: vercel.url, token: "vercel-token", teamId: "team_1" }),
      }),
  });
  const stop = async (): Promise<void> => {
    await remote.stop();
    await vercel.stop();
  };
  return { ...remote, vercel, stop };
};
export type FollowStack = Awaited<ReturnType<typeof startFollowStack>>;
