import type { Pool } from "pg";

/**
 * Unfinished deployments without a job that could finish them, and without a state on its way to them. A webhook that
 * was lost, or a job that failed for good, must not leave a deployment building for ever. What a host builds elsewhere is
 * looked at; everything else is begun again.
 */
const enqueueForgotten = `
select d.id, case when d.external_id is null then private.enqueue(
  'deploy-commit', jsonb_build_object('deploymentId', d.id),
  'deploy:' || d.project_id || ':' || md5(d.branch) || ':' || d.environment, 'deployment:' || d.id
) else private.enqueue_look(d.id, 0) end
from public.deployments d
where d.state in ('queued', 'building') and d.created_at < now() - interval '30 seconds'
  and not exists (
    select from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier in ('deploy-commit', 'follow-deployment') and j.payload ->> 'deploymentId' = d.id::text
      and (j.locked_by is not null or j.attempts < j.max_attempts)
  )
  and not exists (
    select from public.webhook_deliveries w
    where w.source = 'status' and w.state = 'received' and w.payload #>> '{data,deploymentId}' = d.id::text
  )
`;

/** Puts deployments that nothing would ever finish back into the queue; answers their ids. */
export const enqueueForgottenDeployments = async (database: Pool): Promise<string[]> => {
  const { rows } = await database.query<{ id: string }>(enqueueForgotten);
  return rows.map(({ id }) => id);
};
