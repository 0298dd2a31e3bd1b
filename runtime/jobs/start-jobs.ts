import { EventEmitter } from "node:events";
import {
  Logger as QueueLogger,
  parseCronItems,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
  type WorkerPool,
} from "graphile-worker";
import type pg from "pg";
import type { JobName } from "#core/contracts/job.ts";
import type { Logger } from "#core/ports/logger.ts";
import { createPool } from "./create-pool.ts";
import { holdLease, type Lease } from "./hold-lease.ts";
import type { JobHandlers } from "./job-handler.ts";
import { takeOverJobs } from "./take-over-jobs.ts";

/** Jobs that share their places: long runs must not keep deliveries waiting, and builds are few at a time. */
export interface Lane {
  jobs: JobName[];
  concurrency: number;
}

export interface JobsOptions {
  databaseUrl: string;
  handlers: JobHandlers;
  lanes: Lane[];
  logger: Logger;
  /** Called once when other workers may have taken over; the process should end, and start again. */
  onLeaseLost(reason: unknown): void;
}

export interface RunningJobs {
  /** Aborts what is at work, waits for it, and gives everything back to the queue. */
  stop(): Promise<void>;
}

const TAKE_OVER_MILLISECONDS = 1_000;
/** New jobs come by NOTIFY; polling finds those whose time has come, and those a notification missed. */
const POLL_MILLISECONDS = 1_000;
/** graphile-worker does not wait for a job's completion before it looks for the next one of the same queue. */
const NEXT_IN_QUEUE_MILLISECONDS = 10;
const ABORT_MILLISECONDS = 250;

const toQueueLogger = (logger: Logger): QueueLogger =>
  new QueueLogger(() => (level, message) => {
    if (level === "error") logger.warn("Job queue", { message: message.slice(0, 2_000) });
    else logger.debug("Job queue", { message });
  });

const toTaskList = (lane: Lane, handlers: JobHandlers, lease: Lease): TaskList =>
  Object.fromEntries(
    lane.jobs.map((name) => [
      name,
      async (payload, { abortSignal, job }) => {
        await handlers[name](payload, { signal: AbortSignal.any([abortSignal, lease.lost]), attempt: job.attempts });
        // Completing a job deletes it whoever holds it by now; failing it is fenced. So a worker that was frozen and
        // replaced must find out before it completes anything (A7).
        await lease.confirm();
      },
    ]) satisfies [string, TaskList[string]][],
  );

/** Wakes the lane's pool when a job of a named queue has ended, since the next one of that queue may begin. */
const wakeAfterCompletion = (events: WorkerEvents): void => {
  let pool: WorkerPool | null = null;
  events.on("pool:create", ({ workerPool }) => {
    pool = workerPool;
  });
  const forget = (): void => {
    pool = null;
  };
  events.on("pool:gracefulShutdown", forget);
  events.on("pool:forcefulShutdown", forget);
  events.on("job:complete", ({ job }) => {
    if (job.job_queue_id !== null) setTimeout(() => pool?.nudge(1), NEXT_IN_QUEUE_MILLISECONDS);
  });
};

const startLane = (options: JobsOptions, lane: Lane, pgPool: pg.Pool, lease: Lease): Promise<Runner> => {
  const events: WorkerEvents = new EventEmitter();
  wakeAfterCompletion(events);
  return run({
    pgPool,
    events,
    concurrency: lane.concurrency,
    noHandleSignals: true,
    pollInterval: POLL_MILLISECONDS,
    gracefulShutdownAbortTimeout: ABORT_MILLISECONDS,
    logger: toQueueLogger(options.logger),
    taskList: toTaskList(lane, options.handlers, lease),
    parsedCronItems: lane.jobs.includes("maintain")
      ? parseCronItems([{ task: "maintain", match: "* * * * *", options: { jobKey: "maintain", maxAttempts: 1 } }])
      : [],
    preset: {
      plugins: [
        {
          name: "LetscodeLeasePlugin",
          version: "1.0.0",
          worker: { hooks: { startWorker: (_context, { worker }) => lease.hold(worker.workerPool.id) } },
        },
      ],
    },
  });
};

/**
 * Works on the queue of the database until stopped. Jobs of workers that died are taken over within a second or two;
 * jobs of a worker that is frozen, once its connection has been silent for eight.
 */
export const startJobs = async (options: JobsOptions): Promise<RunningJobs> => {
  const { databaseUrl, logger } = options;
  const lease = await holdLease({ databaseUrl });
  lease.lost.addEventListener("abort", () => options.onLeaseLost(lease.lost.reason));
  const pgPool = createPool(databaseUrl, { max: 12, name: "worker" });
  const takeOver = async (): Promise<void> => {
    const pools = await takeOverJobs(pgPool);
    if (pools.length > 0) logger.info("Took over the jobs of a worker that is gone", { pools });
  };
  await takeOver();
  const timer = setInterval(() => void takeOver().catch(() => undefined), TAKE_OVER_MILLISECONDS);
  const runners = await Promise.all(options.lanes.map((lane) => startLane(options, lane, pgPool, lease)));
  for (const runner of runners) runner.promise.catch((thrown: unknown) => options.onLeaseLost(thrown));
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(runners.map((runner) => runner.stop().catch(() => undefined)));
      await pgPool.end();
      await lease.release();
    },
  };
};
