import type { ClientBase, Pool } from "pg";
import { poolLockKey } from "./hold-lease.ts";

/**
 * A pool whose lock can be had has died: what it held is free again. The lock is kept to the end of the transaction,
 * so two peers never take over the same pool at once.
 */
const releaseDeadPools = `
with holders as (
  select locked_by as id from graphile_worker._private_jobs where locked_by is not null
  union
  select locked_by from graphile_worker._private_job_queues where locked_by is not null
), dead as materialized (
  select id from holders where pg_try_advisory_xact_lock(${poolLockKey("id")})
)
select graphile_worker.force_unlock_workers(array_agg(id)), array_agg(id) as pools from dead having count(*) > 0
`;

/**
 * A queue is locked exactly while one of its jobs is: both change in one statement. A worker that was frozen may have
 * deleted a job that somebody else held by then, which leaves the queue locked for nobody.
 */
const releaseForgottenQueues = `
update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
where q.locked_by is not null and q.locked_at < now() - interval '10 seconds'
  and not exists (
    select from graphile_worker._private_jobs j where j.job_queue_id = q.id and j.locked_by is not null
  )
`;

/** Frees the jobs of dead pools, and answers which pools those were. Idle workers are woken. */
export const takeOverJobs = async (database: Pool | ClientBase): Promise<string[]> => {
  const { rows } = await database.query<{ pools: string[] }>(releaseDeadPools);
  await database.query(releaseForgottenQueues);
  const pools = rows[0]?.pools ?? [];
  if (pools.length > 0) await database.query(`select pg_notify('jobs:insert', '{"count": 8}')`);
  return pools;
};
