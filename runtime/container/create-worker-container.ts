import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import {
  createCheckRunner,
  createDeployHosts,
  createDeploymentExecutor,
  createSendStatus,
  deploymentFolder,
  probeSite,
} from "#deployments/index.ts";
import { checkPath, composeMessage, parseMessage, toCommit } from "#git-service/index.ts";
import { createRunExecutor, createSecretScanner } from "#orchestrator/index.ts";
import { createEventPublisher } from "#supabase/store/index.ts";
import { createDeliveryProcessor } from "#webhooks/index.ts";
import { createPool, type JobHandlers, type Lane } from "../jobs/index.ts";
import { toRepositoryName } from "../services/require-project.ts";
import { type Adapters, createAdapters } from "./create-adapters.ts";
import { createRedactor } from "./create-redactor.ts";
import { createJobHandlers } from "./create-job-handlers.ts";
import type { Installation } from "./installation.ts";
import { limitChecks } from "./limit-checks.ts";
import { createNpmRegistryReader } from "./read-npm-registry.ts";

export interface WorkerContainer {
  handlers: JobHandlers;
  lanes: Lane[];
  close(): Promise<void>;
}

type SecretScanner = ReturnType<typeof createSecretScanner>;

interface Parts extends Adapters {
  publisher: EventPublisher;
  scanner: SecretScanner;
  registry(): Promise<string>;
}

const createDeploymentJob = (installation: Installation, parts: Parts) => {
  const { config, clock, logger, fetch, internalUrl, randomBytes, statusWebhookSecret } = installation;
  const { stores, gitHost, publisher, findSandbox, registry } = parts;
  const { dataDirectory } = config;
  const hosts = createDeployHosts({
    local: {
      dataDirectory,
      appUrl: config.url,
      findSandbox,
      registry,
      exportFiles: (project, sha, folder) => gitHost.exportFiles(toRepositoryName(project), sha, folder),
      probe: (deploymentId) => probeSite(deploymentFolder(dataDirectory, deploymentId), findSandbox),
    },
  });
  return createDeploymentExecutor({
    stores,
    findHost: hosts.find,
    sendStatus: createSendStatus({
      url: `${internalUrl}/functions/v1/deployment-status`,
      secret: statusWebhookSecret,
      fetch,
      clock,
      randomId: () => randomBytes(16).toString("hex"),
    }),
    publisher,
    clock,
    logger,
    redact: createRedactor(installation),
  });
};

const createRunJob = (installation: Installation, parts: Parts) => {
  const { config, clock, logger } = installation;
  const { stores, gitHost, providers, publisher, scanner, findSandbox, registry } = parts;
  const checks = createCheckRunner({
    dependenciesDirectory: join(config.dataDirectory, "cache", "dependencies"),
    findSandbox,
    registry,
  });
  return createRunExecutor({
    stores,
    gitHost,
    gitRules: { checkPath, composeMessage, parseMessage },
    providers,
    publisher,
    checks: limitChecks(checks, availableParallelism()),
    scanner,
    author: config.author,
    clock,
    random: Math.random,
    logger,
  });
};

/** Runs wait for a model most of the time, builds take whole cores, deliveries must never wait for either. */
const chooseLanes = (cores: number): Lane[] => [
  { jobs: ["process-delivery", "remove-repository", "maintain"], concurrency: 4 },
  { jobs: ["run-prompt"], concurrency: 20 },
  { jobs: ["deploy-commit"], concurrency: Math.max(2, cores) },
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
  const runs = createRunJob(installation, parts);
  const processDelivery = createDeliveryProcessor({
    stores,
    gitHost,
    logger,
    toCommit: (commit, place) => toCommit(commit, { ...place, aiEmail: config.author.email }),
  });
  return {
    lanes: chooseLanes(availableParallelism()),
    handlers: createJobHandlers({
      stores,
      gitHost,
      database,
      logger,
      executeRun: (runId, signal) => runs.execute(runId, signal),
      executeDeployment: createDeploymentJob(installation, parts),
      processDelivery,
      cleanUp: () => gitHost.maintain(),
    }),
    close: async () => {
      await gitHost.close();
      await database.end();
    },
  };
};
