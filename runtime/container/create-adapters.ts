import type { Project } from "#core/contracts/project.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import type { Sandbox } from "#deployments/index.ts";
import type { LocalGitHost } from "#git-service/index.ts";
import { createServiceStores } from "#supabase/store/index.ts";
import { createLiveProviders, type LiveProviders } from "../providers/index.ts";
import { createHostAccess, type ReadHostAccess } from "../hosts/create-host-access.ts";
import { createGit } from "./create-git.ts";
import { createPullRequestHosts } from "./create-pull-request-hosts.ts";
import { createSandboxFinder } from "./create-sandbox-finder.ts";
import type { Installation } from "./installation.ts";

/** The adapters that the server and the worker both need. */
export interface Adapters {
  /** Of the service role. */
  stores: Stores;
  gitHost: LocalGitHost;
  /** Where the pull requests of a project are reviewed and merged. */
  pullRequestHost(project: Project): PullRequestHost;
  providers: LiveProviders;
  findSandbox(): Promise<Sandbox>;
  /** How deploy hosts are reached, as it is now. */
  readHostAccess: ReadHostAccess;
}

/** Chooses the adapter behind each port, by configuration alone. */
export const createAdapters = async (installation: Installation): Promise<Adapters> => {
  const { config, supabase, secretBox, clock, logger, fetch, secretsInUse } = installation;
  const stores = createServiceStores({ url: supabase.url, secretKey: supabase.secretKey, fetch: supabase.fetch });
  const gitHost = await createGit(installation);
  return {
    stores,
    readHostAccess: createHostAccess({
      config,
      stores,
      secretBox,
      clock,
      onSecret: (secret) => secretsInUse.add(secret),
    }),
    gitHost,
    pullRequestHost: createPullRequestHosts(gitHost),
    providers: createLiveProviders({
      stores,
      secretBox,
      config,
      clock,
      fetch,
      logger,
      onSecret: (secret) => secretsInUse.add(secret),
    }),
    findSandbox: createSandboxFinder(config.sandbox, () => clock.now()),
  };
};
