import { join } from "node:path";
import { createLocalGitHost, createSendPushWebhook, type LocalGitHost } from "#git-service/index.ts";
import type { Installation } from "./installation.ts";

/** The git host of this machine. Pushes reach our own receiver as signed webhooks, wherever they come from. */
export const createGit = async (installation: Installation): Promise<LocalGitHost> => {
  const { config, internalUrl, secrets, fetch, clock, logger } = installation;
  return createLocalGitHost({
    directory: join(config.dataDirectory, "repositories"),
    publicUrl: config.url,
    clock,
    logger,
    sendPush: createSendPushWebhook({
      url: `${internalUrl}/functions/v1/github-webhook`,
      secret: secrets.pushWebhookSecret,
      fetch,
    }),
  });
};
