import type { DeliverySource } from "#core/contracts/delivery.ts";
import type { ReadHostAccess } from "./create-host-access.ts";

interface Options {
  /** The GitHub App by now: what an admin stored, else what the environment says. */
  readApp(): Promise<{ webhookSecret: string } | null>;
  readHostAccess: ReadHostAccess;
  /** What each sender signs with by the environment alone. */
  environment: Partial<Record<DeliverySource, string | undefined>>;
  /** What pushes to the local git host are signed with: GitHub's secret, once it is set, must not be needed for them. */
  pushWebhookSecret?: string;
}

/**
 * What the webhooks of a sender may be signed with, as it is now; none refuses all. Shared by the server and the Edge
 * Functions. A GitHub App that an admin stored takes the place of the environment's.
 */
export const createWebhookSecrets = (options: Options): ((source: DeliverySource) => Promise<string[]>) => {
  const { readApp, readHostAccess, environment, pushWebhookSecret } = options;
  const readAll = async (source: DeliverySource): Promise<(string | null | undefined)[]> => {
    switch (source) {
      case "github":
        return [(await readApp())?.webhookSecret ?? environment.github, pushWebhookSecret];
      case "status":
        return [environment.status];
      default:
        return [(await readHostAccess(source))?.webhookSecret, environment[source]];
    }
  };
  return async (source) => (await readAll(source)).filter((secret) => secret !== undefined && secret !== null);
};
