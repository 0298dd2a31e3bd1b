import type { Pool } from "pg";
import type { Stores } from "#core/ports/stores.ts";
import { takeOverJobs } from "./take-over-jobs.ts";

/** Runs at work that no living worker holds; with the condition, only those that no job will ever take up. */
const findIdleRuns = (jobCondition: string): string => `
with idle as materialized (
  select r.id from public.runs r
  where r.state in ('planning', 'running') and not exists (
    select from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'run-prompt' and j.payload ->> 'runId' = r.id::text and ${jobCondition}
  )
), removed as (
  delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t, idle
  where t.id = j.task_id and t.identifier = 'run-prompt' and j.payload ->> 'runId' = idle.id::text and j.locked_by is null
)
select id from idle
`;

const interrupt = async (stores: Pick<Stores, "runs" | "activity">, ids: string[]): Promise<void> => {
  for (const id of ids) {
    const run = await stores.runs.interrupt(id);
    if (run.state !== "interrupted") continue;
    await stores.activity.append({
      projectId: run.projectId,
      actor: "system",
      action: "run.interrupted",
      details: { branch: run.branch },
      runId: run.id,
    });
  }
};

const interruptWhere = async (
  database: Pool,
  stores: Pick<Stores, "runs" | "activity">,
  jobCondition: string,
): Promise<string[]> => {
  const { rows } = await database.query<{ id: string }>(findIdleRuns(jobCondition));
  const ids = rows.map(({ id }) => id);
  await interrupt(stores, ids);
  return ids;
};

/**
 * For the start of an installation. Runs that were at work when it ended become `interrupted` and are offered for
 * resumption: hours may have passed, and going on costs money, so a person decides. Runs that living workers hold are
 * left alone, and so is everything else in the queue: deployments go on by themselves. Answers the runs' ids.
 */
export const interruptLeftRuns = async (
  database: Pool,
  stores: Pick<Stores, "runs" | "activity">,
): Promise<string[]> => {
  await takeOverJobs(database);
  return interruptWhere(database, stores, "j.locked_by is not null");
};

/** Runs that seem to be at work, but have no job that could go on with them, are offered for resumption. */
export const interruptForgottenRuns = (database: Pool, stores: Pick<Stores, "runs" | "activity">): Promise<string[]> =>
  interruptWhere(database, stores, "(j.locked_by is not null or j.attempts < j.max_attempts)");
