import type { GitHost } from "#core/ports/git-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import { toAddress, toDeploymentUrl, toPreviewEntrance } from "#deployments/index.ts";
import { createAccessToken, type LocalGitHost, toCommit } from "#git-service/index.ts";
import { listTemplates, readTemplate } from "#orchestrator/index.ts";
import { createUserStores, readSessionToken, type Identity } from "#supabase/store/index.ts";
import type { ReadHostAccess } from "../hosts/create-host-access.ts";
import type { ApiContext } from "../api/index.ts";
import { createConfigReader } from "./create-config-reader.ts";
import type { LiveProviders } from "../providers/index.ts";
import { createCheckHost, createListDeployHosts, createProjectHosts } from "./create-remote-hosts.ts";
import type { GitHubContext } from "../services/github/github-context.ts";
import type { Installation } from "./installation.ts";

interface Parts {
  stores: Stores;
  gitHost: GitHost;
  localGitHost: Pick<LocalGitHost, "engineName">;
  github: GitHubContext;
  providers: LiveProviders;
  readHostAccess: ReadHostAccess;
  verify(accessToken: string): Promise<Identity | null>;
  refuseSecrets: ApiContext["refuseSecrets"];
  pullRequestHost: ApiContext["pullRequestHost"];
  findSandbox(): Promise<unknown>;
  checkReadiness(): Promise<Record<string, boolean>>;
}

const createOpenSession =
  ({ supabase }: Installation, verify: Parts["verify"]): ApiContext["openSession"] =>
  async (accessToken) => {
    const identity = await verify(accessToken);
    if (identity === null) return null;
    const { url, publishableKey, fetch } = supabase;
    return { ...identity, stores: createUserStores({ url, publishableKey, accessToken, fetch }) };
  };

/** What the REST interface works with, made from the adapters of this installation. */
export const createApiContext = async (installation: Installation, parts: Parts): Promise<ApiContext> => {
  const { config, clock, logger, randomBytes, secrets } = installation;
  const { gitHost, providers, stores } = parts;
  const templates = await listTemplates();
  return {
    stores,
    gitHost,
    gitHostName: config.gitHost,
    github: parts.github,
    appUrl: config.url,
    deployHostName: config.deployHost,
    readHostAccess: parts.readHostAccess,
    hostApiUrl: (host) => config[host].apiUrl,
    checkHost: createCheckHost(installation, { stores, gitHost }),
    ...createProjectHosts(installation, { stores, gitHost }, parts.readHostAccess),
    listDeployHosts: createListDeployHosts(config, parts.readHostAccess),
    secretBox: installation.secretBox,
    clock,
    logger,
    platformAuthor: config.author,
    fallbackModel: config.provider.fallback ?? null,
    providers,
    fetch: installation.fetch,
    templates,
    readTemplate: async (name) => (await readTemplate(name)).files,
    createToken: () => createAccessToken(randomBytes),
    randomText: (length) =>
      randomBytes(Math.ceil(length / 2))
        .toString("hex")
        .slice(0, length),
    toCommit: (commit, branch) => toCommit(commit, { branch, pushed: true, aiEmail: config.author.email }),
    pullRequestHost: parts.pullRequestHost,
    refuseSecrets: parts.refuseSecrets,
    productionUrl: ({ deployHost, defaultBranch, previewLabel }) =>
      deployHost === "local"
        ? toDeploymentUrl(config.url, "production", toAddress("production", defaultBranch, previewLabel))
        : null,
    appOrigin: config.url,
    openSession: createOpenSession(installation, parts.verify),
    readSessionToken,
    readPublicConfig: createConfigReader(installation, {
      templates,
      providers,
      hasGit: parts.localGitHost.engineName === "git",
      findSandbox: parts.findSandbox,
    }),
    checkReadiness: parts.checkReadiness,
    previewEntrance: ({ projectId, userId, address, path }) =>
      toPreviewEntrance(
        toDeploymentUrl(config.url, "preview", address),
        { projectId, userId, path },
        secrets.previewTicketKey,
        clock.now(),
      ),
  };
};
