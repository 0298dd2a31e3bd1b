import type { Project } from "#core/contracts/project.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import type { Sandbox } from "#deployments/index.ts";
import type { LocalGitHost } from "#git-service/index.ts";
import { createProviders } from "#orchestrator/index.ts";
import { createServiceStores } from "#supabase/store/index.ts";
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
  providers: ReturnType<typeof createProviders>;
  findSandbox(): Promise<Sandbox>;
}

/** Chooses the adapter behind each port, by configuration alone. */
export const createAdapters = async (installation: Installation): Promise<Adapters> => {
  const { config, supabase, clock, fetch } = installation;
  const gitHost = await createGit(installation);
  return {
    stores: createServiceStores({ url: supabase.url, secretKey: supabase.secretKey, fetch: supabase.fetch }),
    gitHost,
    pullRequestHost: createPullRequestHosts(gitHost),
    providers: createProviders({ access: config.providers, default: config.provider, clock, fetch }),
    findSandbox: createSandboxFinder(config.sandbox, () => clock.now()),
  };
};
