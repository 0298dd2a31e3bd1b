import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import {
  createCheckRunner,
  createDeployHosts,
  createDeploymentExecutor,
  createDeploymentFollower,
  createSendStatus,
  deploymentFolder,
  expirePreviews,
  probeSite,
  sweepStorage,
} from "#deployments/index.ts";
import { checkPath, composeMessage, parseMessage } from "#git-service/index.ts";
import { createRunExecutor, createSecretScanner } from "#orchestrator/index.ts";
import { templatesFolder } from "#orchestrator/templates/index.ts";
import { createEventPublisher } from "#supabase/store/index.ts";
import { createPool, type JobHandlers, type Lane } from "../jobs/index.ts";
import { createVariableReader } from "../services/environment-variables.ts";
import { toRepositoryName } from "../services/require-project.ts";
import { type Adapters, closeGitHosts, createAdapters } from "./create-adapters.ts";
import { createFollowUpJobs } from "./create-follow-up-jobs.ts";
import { describeRemoteHosts } from "./create-remote-hosts.ts";
import { createRedactor } from "./create-redactor.ts";
import { createJobHandlers } from "./create-job-handlers.ts";
import { createReviewJobs } from "./create-review-jobs.ts";
import type { Installation } from "./installation.ts";
import { limitChecks } from "./limit-checks.ts";
import { createNpmRegistryReader } from "./read-npm-registry.ts";

export interface WorkerContainer {
  handlers: JobHandlers;
  lanes: Lane[];
  /** Installs what the default template needs, so that the first preview of a new installation is soon there. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

type SecretScanner = ReturnType<typeof createSecretScanner>;

interface Parts extends Adapters {
  publisher: EventPublisher;
  scanner: SecretScanner;
  registry(): Promise<string>;
}

type Hosts = ReturnType<typeof createDeployHosts>;

const createHosts = (installation: Installation, parts: Parts): Hosts => {
  const { config, clock, fetch } = installation;
  const { stores, gitHost, findSandbox, registry, readHostAccess } = parts;
  const { dataDirectory, minimumPackageAgeDays, folder } = config;
  const exportFiles = (project: Project, sha: string, into: string): Promise<void> =>
    gitHost.exportFiles(toRepositoryName(project), sha, into);
  return createDeployHosts({
    folder: folder === undefined ? undefined : { ...folder, exportFiles },
    ...describeRemoteHosts(installation, { stores, gitHost }, readHostAccess),
    local: {
      dataDirectory,
      appUrl: config.url,
      findSandbox,
      registry,
      fetch,
      clock,
      minimumPackageAgeDays,
      exportFiles,
      probe: (deploymentId, environment) =>
        probeSite(deploymentFolder(dataDirectory, deploymentId), findSandbox, environment),
    },
  });
};

const createDeploymentJobs = (installation: Installation, { stores, publisher }: Parts, hosts: Hosts) => {
  const { config, clock, logger, fetch, internalUrl, randomBytes, secretBox, statusWebhookSecret } = installation;
  const readVariables = createVariableReader({ variables: stores.variables, secretBox });
  const options = {
    stores,
    findHost: hosts.find,
    readEnvironment: ({ id }: Project, { environment }: Deployment) => readVariables(id, environment),
    sendStatus: createSendStatus({
      // Beside hosted Supabase a worker may be on another machine than the web server.
      url: `${config.supabase === undefined ? internalUrl : config.url}/functions/v1/deployment-status`,
      secret: statusWebhookSecret,
      fetch,
      clock,
      randomId: () => randomBytes(16).toString("hex"),
    }),
    publisher,
    clock,
    logger,
    redact: createRedactor(installation),
  };
  return {
    execute: createDeploymentExecutor(options),
    follow: createDeploymentFollower({ ...options, random: Math.random }),
  };
};

const createRunJob = (installation: Installation, parts: Parts, hosts: Hosts) => {
  const { config, clock, logger } = installation;
  const { stores, gitHost, providers, publisher, scanner, findSandbox, registry } = parts;
  const checks = createCheckRunner({
    dependenciesDirectory: join(config.dataDirectory, "cache", "dependencies"),
    findSandbox,
    registry,
    dependencies: hosts.local.dependencies,
  });
  return createRunExecutor({
    stores,
    gitHost,
    gitRules: { checkPath, composeMessage, parseMessage },
    providers: { get: async (name) => (await providers.read()).registry.get(name) },
    publisher,
    checks: limitChecks(checks, availableParallelism()),
    scanner,
    author: config.author,
    clock,
    random: Math.random,
    logger,
  });
};

/** How long the log of status messages reaches back. */
const KEPT_MESSAGES_MILLISECONDS = 30 * 24 * 60 * 60_000;

/** Frees what nobody needs any more: objects of Git, messages, files of deployments. */
const cleanUp = async (
  { config, clock, logger }: Installation,
  { stores, ...hosts }: Adapters,
  { find: findHost }: Hosts,
): Promise<void> => {
  await hosts.localGitHost.maintain();
  await hosts.githubHost.maintain();
  await stores.statusEndpoints.removeMessagesBefore(new Date(clock.now().getTime() - KEPT_MESSAGES_MILLISECONDS));
  await sweepStorage({ dataDirectory: config.dataDirectory, deployments: stores.deployments, clock });
  await expirePreviews({ stores, findHost, clock, logger, days: config.previewDays });
};

/** Runs wait for a model most of the time, builds take whole cores, looks wait for hosts, deliveries must never wait. */
const chooseLanes = (cores: number): Lane[] => [
  { jobs: ["process-delivery", "report-run", "keep-pull-request", "remove-repository", "maintain"], concurrency: 4 },
  { jobs: ["repair-deployment", "send-status-message"], concurrency: 4 },
  { jobs: ["run-prompt"], concurrency: 20 },
  { jobs: ["deploy-commit"], concurrency: Math.max(2, cores) },
  { jobs: ["follow-deployment"], concurrency: 8 },
];

/** Everything a worker needs, wired for this installation. */
export const createWorkerContainer = async (installation: Installation): Promise<WorkerContainer> => {
  const { config, databaseUrl, supabase, logger } = installation;
  const adapters = await createAdapters(installation);
  const publisher = createEventPublisher({
    supabaseUrl: supabase.url,
    secretKey: supabase.secretKey,
    fetch: supabase.fetch,
    logger,
  });
  const parts = { ...adapters, publisher, scanner: createSecretScanner(), registry: createNpmRegistryReader() };
  const { stores, gitHost } = adapters;
  const database = createPool(databaseUrl, { max: 2, name: "maintenance" });
  const hosts = createHosts(installation, parts);
  const deployments = createDeploymentJobs(installation, parts, hosts);
  const runs = createRunJob(installation, parts, hosts);
  const review = createReviewJobs(installation, adapters);
  return {
    lanes: chooseLanes(availableParallelism()),
    handlers: createJobHandlers({
      stores,
      gitHost,
      database,
      logger,
      executeRun: (runId, signal) => runs.execute(runId, signal),
      executeDeployment: deployments.execute,
      followDeployment: deployments.follow,
      processDelivery: review.processDelivery,
      keepPullRequest: review.keepPullRequest,
      reportRun: review.reportRun,
      followUps: createFollowUpJobs(installation, adapters),
      cleanUp: async () => {
        await review.reconcile();
        await cleanUp(installation, adapters, hosts);
      },
    }),
    warm: async () => {
      if (config.deployHost !== "local") return;
      await hosts.local.warm(join(templatesFolder, "saas")).catch((thrown: unknown) => {
        logger.warn("The packages of the default template could not be installed ahead", { reason: String(thrown) });
      });
    },
    close: async () => {
      await closeGitHosts(adapters);
      await database.end();
    },
  };
};
