import { makeWorkerUtils } from "graphile-worker";
import type { Pool } from "pg";

/** Every branch has queues of its own; those without jobs are cleared away, since looking for a job reads all of them. */
export const removeUnusedQueues = async (pgPool: Pool): Promise<void> => {
  const utilities = await makeWorkerUtils({ pgPool });
  try {
    await utilities.cleanup({ tasks: ["GC_JOB_QUEUES"] });
  } finally {
    await utilities.release();
  }
};
