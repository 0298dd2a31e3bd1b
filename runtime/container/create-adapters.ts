import type { Project } from "#core/contracts/project.ts";
import type { GitHost } from "#core/ports/git-host.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import type { Sandbox } from "#deployments/index.ts";
import type { GitHubHost, LocalGitHost } from "#git-service/index.ts";
import { createServiceStores } from "#supabase/store/index.ts";
import { createLiveProviders, type LiveProviders } from "../providers/index.ts";
import { createHostAccess, type ReadHostAccess } from "../hosts/create-host-access.ts";
import { createGit } from "./create-git.ts";
import { createGitHub } from "./create-github.ts";
import { createPullRequestHosts } from "./create-pull-request-hosts.ts";
import { createSandboxFinder } from "./create-sandbox-finder.ts";
import type { GitHubContext } from "../services/github/github-context.ts";
import type { Installation } from "./installation.ts";

/** The adapters that the server and the worker both need. */
export interface Adapters {
  /** Of the service role. */
  stores: Stores;
  /** Every project's repository, wherever it is. */
  gitHost: GitHost;
  localGitHost: LocalGitHost;
  githubHost: GitHubHost;
  github: GitHubContext;
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
  const localGitHost = await createGit(installation);
  const { gitHost, githubHost, github } = await createGitHub(installation, { stores, local: localGitHost });
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
    localGitHost,
    githubHost,
    github,
    pullRequestHost: createPullRequestHosts(gitHost, githubHost.openClient),
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

/** Ends the git hosts. */
export const closeGitHosts = async ({ localGitHost, githubHost }: Adapters): Promise<void> => {
  await Promise.all([localGitHost.close(), githubHost.close()]);
};
