import { defineJob, startJobs } from "#runtime/jobs/index.ts";
import { z } from "zod";
import { createPool } from "#runtime/jobs/index.ts";
import { silentLogger } from "./silent-logger.ts";

/**
 * A worker process of its own, for tests that kill or freeze one: `node job-worker.ts <database url> <name> <work ms>`.
 * Each job notes in the table `job_notes` that it began and ended.
 */
const [databaseUrl = "", name = "", work = "0"] = process.argv.slice(2);
const pool = createPool(databaseUrl, { max: 2, name: "notes" });

const note = (event: string, key: string, attempt: number): Promise<unknown> =>
  pool.query("insert into job_notes (worker, event, key, attempt) values ($1, $2, $3, $4)", [
    name,
    event,
    key,
    attempt,
  ]);

const handler = defineJob(z.object({ key: z.string() }), async ({ key }, { attempt }) => {
  await note("began", key, attempt);
  await new Promise((resolve) => setTimeout(resolve, Number(work)));
  await note("ended", key, attempt);
});

await startJobs({
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
  onLeaseLost: () => process.exit(75),
});
process.send?.("ready");
process.on("disconnect", () => process.exit(0));
