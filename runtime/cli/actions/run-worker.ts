import { flushCompileCache } from "node:module";
import { createWorkerContainer } from "../../container/index.ts";
import { startJobs } from "../../jobs/index.ts";
import { openContext, type SharedOptions } from "../open-context.ts";
import { openInstallation } from "../open-installation.ts";
import { waitForStop } from "../wait-for-stop.ts";

/** Exit code of a worker that gave its jobs up; whoever supervises it starts it again. */
const LEASE_LOST = 75;
const STOP_MILLISECONDS = 6_000;

/** Works on the queue until it is asked to stop, or loses its hold on its jobs. */
export const runWorker = async (options: SharedOptions): Promise<void> => {
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
  void container.warm();
  // Kept now: a process that is killed would not do it at its end.
  flushCompileCache();
  const reason = await stopped;
  logger.info("The worker stops", { reason });
  setTimeout(() => process.exit(0), STOP_MILLISECONDS).unref();
  await jobs.stop();
  await container.close();
  process.exit(0);
};
