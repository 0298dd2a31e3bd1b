import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import type { Config } from "#core/config/index.ts";
import type { Clock } from "#core/ports/clock.ts";
import { createInstallation, createWorkerContainer, loadSecrets } from "../../container/index.ts";
import { startJobs } from "../../jobs/index.ts";
import { findInstance } from "../../server/index.ts";
import { NoServerError } from "../no-server-error.ts";
import { openContext, type SharedOptions } from "../open-context.ts";
import { waitForStop } from "../wait-for-stop.ts";

/** Exit code of a worker that gave its jobs up; whoever supervises it starts it again. */
const LEASE_LOST = 75;
const STOP_MILLISECONDS = 6_000;
const WAIT_MILLISECONDS = 20_000;

/** Where the database and the server are: from the configuration when connected, else from the server of the data folder. */
const findServer = async (config: Config, clock: Clock): Promise<{ config: Config; databaseUrl: string }> => {
  if (config.supabase !== undefined && config.databaseUrl !== undefined) {
    return { config, databaseUrl: config.databaseUrl };
  }
  for (let waited = 0; waited < WAIT_MILLISECONDS; waited += 100) {
    const instance = await findInstance(config.dataDirectory);
    if (instance?.databaseUrl) {
      const { host, port, url, databaseUrl } = instance;
      return { config: { ...config, host, port, url }, databaseUrl };
    }
    if (instance === null && waited > 2_000) break;
    await clock.sleep(100);
  }
  throw new NoServerError(config.dataDirectory);
};

const work = async (options: SharedOptions): Promise<void> => {
  const context = await openContext("worker", options);
  const { version, clock, logger } = context;
  const stopped = waitForStop();
  const { config, databaseUrl } = await findServer(context.config, clock);
  const secrets = await loadSecrets(config.dataDirectory, randomBytes);
  const container = await createWorkerContainer(
    createInstallation({ config, secrets, version, databaseUrl, clock, logger }),
  );
  const jobs = await startJobs({
    databaseUrl,
    handlers: container.handlers,
    lanes: container.lanes,
    logger,
    onLeaseLost: (reason) => {
      // Others may be at our jobs by now: not one more write, so no orderly end.
      logger.warn("The worker lost its hold on its jobs and ends", { reason: String(reason) });
      process.exit(LEASE_LOST);
    },
  });
  logger.info("The worker is ready", { lanes: container.lanes.map(({ concurrency }) => concurrency) });
  const reason = await stopped;
  logger.info("The worker stops", { reason });
  setTimeout(() => process.exit(0), STOP_MILLISECONDS).unref();
  await jobs.stop();
  await container.close();
  process.exit(0);
};

/** `letscode worker`: one more worker on the queue. */
export const addWorkerCommand = (program: Command): void => {
  program
    .command("worker")
    .description("Work on the job queue: runs, deployments, webhooks. `letscode start` runs one by itself.")
    .option("-d, --data <folder>", "data folder of the server to work for (LETSCODE_DATA_DIR)")
    .addHelpText(
      "after",
      "\nConnected to Supabase, any number of workers on any number of machines share the queue. DATABASE_URL must be a direct or session connection: advisory locks do not pass through a transaction pooler.",
    )
    .action(work);
};
