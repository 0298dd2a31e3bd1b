import type { Command } from "commander";
import { createWorkerContainer } from "../../container/index.ts";
import { startJobs } from "../../jobs/index.ts";
import { openContext, type SharedOptions } from "../open-context.ts";
import { openInstallation } from "../open-installation.ts";
import { waitForStop } from "../wait-for-stop.ts";

/** Exit code of a worker that gave its jobs up; whoever supervises it starts it again. */
const LEASE_LOST = 75;
const STOP_MILLISECONDS = 6_000;

const work = async (options: SharedOptions): Promise<void> => {
  const context = await openContext("worker", options);
  const { logger } = context;
  const stopped = waitForStop();
  const installation = await openInstallation(context, true);
  const container = await createWorkerContainer(installation);
  const jobs = await startJobs({
    databaseUrl: installation.databaseUrl,
    handlers: container.handlers,
    lanes: container.lanes,
    logger,
    onLeaseLost: (reason) => {
      // Others may be at our jobs by now: not one more write, so no orderly end.
      logger.warn("The worker lost its hold on its jobs and ends", { reason: String(reason) });
      process.exit(LEASE_LOST);
    },
  });
  logger.info("The worker is ready", { url: installation.config.url });
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
