import type pg from "pg";
import type { Stores } from "#core/ports/stores.ts";
import {
  createDeploymentServer,
  createPreviewHandler,
  createSiteServers,
  type PreviewHandler,
  type SiteServers,
} from "#deployments/index.ts";
import { createGitHttpHandler, type GitHttpHandler } from "#git-service/index.ts";
import { builderPrompt, createSecretScanner } from "#orchestrator/index.ts";
import { createTokenVerifier, type Identity, rebaseLocalUrls } from "#supabase/store/index.ts";
import { createWebhookHandler, type WebhookHandler } from "#webhooks/index.ts";
import { actionNames, createActionHandler } from "../actions/index.ts";
import { createApi, type Api } from "../api/index.ts";
import { createWebhookSecrets } from "../hosts/create-webhook-secrets.ts";
import { createPool, interruptLeftRuns } from "../jobs/index.ts";
import { createVariableReader } from "../services/environment-variables.ts";
import { type Adapters, closeGitHosts, createAdapters } from "./create-adapters.ts";
import { createApiContext } from "./create-api-context.ts";
import { createAuthoriseGit } from "./create-authorise-git.ts";
import { createSecretGate } from "./create-secret-gate.ts";
import type { Installation } from "./installation.ts";

export interface ServerContainer {
  api: Api;
  /** What Edge Functions are when connected: the receivers of webhooks, and the secure actions. */
  functions(request: Request): Promise<Response>;
  git: GitHttpHandler;
  previews: PreviewHandler;
  /** What this installation is: for the lines printed at the start. */
  readPublicConfig: Awaited<ReturnType<typeof createApiContext>>["readPublicConfig"];
  /** Deploy hosts a project may choose now. */
  listDeployHosts(): Promise<string[]>;
  close(): Promise<void>;
}

type Verify = (accessToken: string) => Promise<Identity | null>;

const createWebhooks = (installation: Installation, { stores, readHostAccess, github }: Adapters): WebhookHandler => {
  const { config, secrets, statusWebhookSecret, clock, logger } = installation;
  return createWebhookHandler({
    deliveries: stores.deliveries,
    secrets: createWebhookSecrets({
      readApp: github.readApp,
      readHostAccess,
      environment: {
        status: statusWebhookSecret,
        vercel: config.vercel.webhookSecret,
        render: config.render.webhookSecret,
      },
      pushWebhookSecret: secrets.pushWebhookSecret,
    }),
    clock,
    logger,
  });
};

/** Everything under `/functions/v1/`. */
const createFunctions = (
  context: Awaited<ReturnType<typeof createApiContext>>,
  webhooks: WebhookHandler,
): ServerContainer["functions"] => {
  const act = createActionHandler({ context, openSession: context.openSession, appOrigin: context.appOrigin });
  return (request) => {
    const name = new URL(request.url).pathname.slice("/functions/v1/".length);
    return actionNames.includes(name) ? act(request) : webhooks.fetch(request);
  };
};

const createPreviews = (
  { config, secrets, clock, logger }: Installation,
  { stores, servers, verify }: { stores: Stores; servers: SiteServers; verify: Verify },
): PreviewHandler =>
  createPreviewHandler({
    appUrl: config.url,
    dataDirectory: config.dataDirectory,
    ticketKey: secrets.previewTicketKey,
    server: createDeploymentServer(servers),
    findByAddress: stores.deployments.findByAddress,
    identify: async (authorization) => {
      const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
      return token === undefined ? null : verify(token);
    },
    clock,
    logger,
  });

/** Brings the database up to date with this start: prompts, addresses, runs that were cut off. */
const prepareRows = async (installation: Installation, stores: Stores, database: pg.Pool): Promise<void> => {
  const { supabase, config, logger } = installation;
  await stores.prompts.ensure(builderPrompt);
  const { url, secretKey, fetch } = supabase;
  await rebaseLocalUrls({ url, secretKey, base: config.url, fetch });
  const interrupted = await interruptLeftRuns(database, stores);
  if (interrupted.length > 0) {
    logger.info("Runs were cut off when LetsCode ended; they can be resumed", { count: interrupted.length });
  }
};

/** What the server of a deployment is started with: the variables its project has by now. */
const createEnvironmentReader = ({ secretBox }: Installation, { deployments, variables }: Stores) => {
  const read = createVariableReader({ variables, secretBox });
  return async (deploymentId: string): Promise<Record<string, string>> => {
    const deployment = await deployments.get(deploymentId);
    return deployment === null ? {} : read(deployment.projectId, deployment.environment);
  };
};

/** Everything the web server needs, wired for this installation. */
export const createServerContainer = async (installation: Installation): Promise<ServerContainer> => {
  const { databaseUrl, supabase, clock, logger } = installation;
  const adapters = await createAdapters(installation);
  const { stores, gitHost, localGitHost, github, providers, findSandbox, pullRequestHost, readHostAccess } = adapters;
  const database = createPool(databaseUrl, { max: 2, name: "server" });
  const verify = createTokenVerifier({ ...supabase, clock });
  const servers = createSiteServers(findSandbox, { readEnvironment: createEnvironmentReader(installation, stores) });
  const refuseSecrets = createSecretGate(createSecretScanner());
  await prepareRows(installation, stores, database);
  const context = await createApiContext(installation, {
    stores,
    gitHost,
    localGitHost,
    github,
    providers,
    verify,
    refuseSecrets,
    pullRequestHost,
    readHostAccess,
    findSandbox,
    checkReadiness: async () => ({
      database: await database.query("select 1").then(
        () => true,
        () => false,
      ),
      supabase: await stores.prompts.getActive(builderPrompt.name).then(
        (prompt) => prompt !== null,
        () => false,
      ),
    }),
  });
  const git = createGitHttpHandler({
    host: localGitHost,
    authorise: createAuthoriseGit(stores),
    checkPush: refuseSecrets,
    clock,
    logger,
  });
  return {
    api: createApi(context),
    functions: createFunctions(context, createWebhooks(installation, adapters)),
    git,
    previews: createPreviews(installation, { stores, servers, verify }),
    readPublicConfig: context.readPublicConfig,
    listDeployHosts: context.listDeployHosts,
    close: async () => {
      await git.close();
      await servers.stopAll();
      await closeGitHosts(adapters);
      await database.end();
    },
  };
};
