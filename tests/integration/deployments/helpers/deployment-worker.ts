// A worker process of one deployment: claims it, builds it, tells its states by signed webhook. Its parent kills or freezes it.
import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import type { Clock } from "#core/ports/clock.ts";
import { createDeployHosts } from "#deployments/registry.ts";
import { deploymentFolder } from "#deployments/hosts/local/folders.ts";
import { probeSite } from "#deployments/hosts/local/serve/probe-site.ts";
import { detectSandbox } from "#deployments/sandbox/detect-sandbox.ts";
import { createSendStatus } from "#deployments/status/send-status.ts";
import { createDeploymentExecutor } from "#deployments/tasks/create-deployment-executor.ts";
import { createServiceStores } from "#supabase/store/index.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { writeFiles } from "./create-test-host.ts";

export const workerSettings = z.object({
  deploymentId: z.string(),
  dataDirectory: z.string(),
  stackUrl: z.string(),
  secretKey: z.string(),
  statusUrl: z.string(),
  statusSecret: z.string(),
  files: z.record(z.string(), z.string()),
});

const clock: Clock = { now: () => new Date(), sleep: (milliseconds) => setTimeout(milliseconds) };

const work = async (settings: z.infer<typeof workerSettings>): Promise<void> => {
  const sandbox = detectSandbox("auto");
  const hosts = createDeployHosts({
    local: {
      dataDirectory: settings.dataDirectory,
      appUrl: "http://localhost:3000",
      findSandbox: () => sandbox,
      registry: async () => "http://127.0.0.1:9",
      exportFiles: (_, __, folder) => writeFiles(folder, settings.files),
      probe: (id) => probeSite(deploymentFolder(settings.dataDirectory, id), () => sandbox),
    },
  });
  const execute = createDeploymentExecutor({
    stores: createServiceStores({ url: settings.stackUrl, secretKey: settings.secretKey }),
    findHost: hosts.find,
    readEnvironment: async () => ({}),
    sendStatus: createSendStatus({
      url: settings.statusUrl,
      secret: settings.statusSecret,
      fetch: globalThis.fetch,
      clock,
      randomId: () => crypto.randomUUID(),
    }),
    publisher: { publish: () => undefined, flush: async () => undefined },
    clock,
    logger: silentLogger,
    redact: (text) => text,
  });
  await execute(settings.deploymentId, new AbortController().signal);
};

if (process.argv[2] !== undefined) {
  await work(workerSettings.parse(JSON.parse(process.argv[2])));
  process.exit(0);
}
