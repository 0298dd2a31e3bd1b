import type { Stores } from "#core/ports/stores.ts";
import type { Sandbox } from "#deployments/index.ts";
import type { LocalGitHost } from "#git-service/index.ts";
import { createProviders } from "#orchestrator/index.ts";
import { createServiceStores } from "#supabase/store/index.ts";
import { createGit } from "./create-git.ts";
import { createSandboxFinder } from "./create-sandbox-finder.ts";
import type { Installation } from "./installation.ts";

/** The adapters that the server and the worker both need. */
export interface Adapters {
  /** Of the service role. */
  stores: Stores;
  gitHost: LocalGitHost;
  providers: ReturnType<typeof createProviders>;
  findSandbox(): Promise<Sandbox>;
}

/** Chooses the adapter behind each port, by configuration alone. */
export const createAdapters = async (installation: Installation): Promise<Adapters> => {
  const { config, supabase, clock, fetch } = installation;
  return {
    stores: createServiceStores({ url: supabase.url, secretKey: supabase.secretKey, fetch: supabase.fetch }),
    gitHost: await createGit(installation),
    providers: createProviders({ access: config.providers, default: config.provider, clock, fetch }),
    findSandbox: createSandboxFinder(config.sandbox, () => clock.now()),
  };
};
