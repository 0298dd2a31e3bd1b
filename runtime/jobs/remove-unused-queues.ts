import type { Pool } from "pg";

const LOCK_NOT_AVAILABLE = "55P03";

const isBusy = (thrown: unknown): boolean =>
  thrown instanceof Error && "code" in thrown && thrown.code === LOCK_NOT_AVAILABLE;

/**
 * Every branch has queues of its own; those without jobs are cleared away, since looking for a job reads all of them. When
 * the queue is too busy to be locked, the next call does it.
 *
 * graphile-worker's own GC_JOB_QUEUES takes no lock: a job that was being added while it ran, to a queue that had been
 * empty, was left with a queue that is gone and was never begun. Whoever adds a job keeps a lock on the queues until its
 * transaction ends, so the strongest lock is had only when no job is half added.
 */
export const removeUnusedQueues = async (pool: Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("set local lock_timeout = '250ms'");
    await client.query("lock table graphile_worker._private_job_queues in access exclusive mode");
    await client.query(
      `delete from graphile_worker._private_job_queues queue where locked_at is null
       and not exists (select from graphile_worker._private_jobs where job_queue_id = queue.id)`,
    );
    await client.query("commit");
  } catch (thrown) {
    await client.query("rollback");
    if (!isBusy(thrown)) throw thrown;
  } finally {
    client.release();
  }
};
