import pg from "pg";
import { z } from "zod";
import { defineJob, startJobs } from "#runtime/jobs/index.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { startTestDatabase, type TestDatabase } from "#tests/helpers/start-test-database.ts";
import { type Bench, median, percentile } from "./bench.ts";

const SAMPLES = 200;
const payloadSchema = z.object({ number: z.number() });

/** Milliseconds from just before `send(n)` to `arrive(n)`, one after the other. */
const measure = async (
  send: (number: number) => Promise<unknown>,
  arrivals: Map<number, () => void>,
): Promise<number[]> => {
  const samples: number[] = [];
  for (let number = 0; number < SAMPLES; number += 1) {
    const arrived = new Promise<void>((resolve) => arrivals.set(number, resolve));
    const sentAt = performance.now();
    await send(number);
    await arrived;
    samples.push(performance.now() - sentAt);
  }
  return samples;
};

const measureJobs = async ({ pool, databaseUrl }: TestDatabase): Promise<number[]> => {
  const arrivals = new Map<number, () => void>();
  const handler = defineJob(payloadSchema, async ({ number }) => arrivals.get(number)?.());
  const jobs = await startJobs({
    databaseUrl,
    logger: silentLogger,
    lanes: [{ jobs: ["process-delivery"], concurrency: 4 }],
    handlers: {
      "process-delivery": handler,
      "run-prompt": handler,
      "deploy-commit": handler,
      "follow-deployment": handler,
      "report-run": handler,
      "keep-pull-request": handler,
      "repair-deployment": handler,
      "send-status-message": handler,
      "remove-repository": handler,
      maintain: handler,
    },
    onLeaseLost: () => undefined,
  });
  const sql = "select graphile_worker.add_job('process-delivery', json_build_object('number', $1::int))";
  const samples = await measure((number) => pool.query(sql, [number]), arrivals);
  await jobs.stop();
  return samples;
};

const measureNotify = async ({ pool, databaseUrl }: TestDatabase): Promise<number[]> => {
  const arrivals = new Map<number, () => void>();
  const listener = new pg.Client({ connectionString: databaseUrl });
  await listener.connect();
  listener.on("notification", ({ payload }) => arrivals.get(Number(payload))?.());
  await listener.query("listen bench");
  const samples = await measure((number) => pool.query("select pg_notify('bench', $1)", [String(number)]), arrivals);
  await listener.end();
  return samples;
};

/** A job enqueued until its handler runs, against a bare NOTIFY until its listener hears it. */
export const bench: Bench = {
  id: "P11",
  title: "Jobs",
  run: async () => {
    const database = await startTestDatabase();
    try {
      const bare = await measureNotify(database);
      const jobs = await measureJobs(database);
      const row = { unit: "ms" as const, goal: "p95 <= 15 ms" };
      const p95 = percentile(jobs, 0.95);
      return [
        {
          ...row,
          case: "enqueue to start, median",
          ours: median(jobs),
          baseline: median(bare),
          isMet: median(jobs) <= 15,
        },
        { ...row, case: "enqueue to start, p95", ours: p95, baseline: percentile(bare, 0.95), isMet: p95 <= 15 },
      ];
    } finally {
      await database.stop();
    }
  },
};
