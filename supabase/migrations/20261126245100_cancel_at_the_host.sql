-- A queued deployment ends at once only while nobody has begun it. One that a worker is handing over, or that its host has
-- queued, is asked to stop like one that is being built: ended here alone, the host would go on and serve it.
create or replace function public.cancel_deployment(p_deployment_id uuid) returns setof public.deployments
language plpgsql set search_path = '' as $$
declare
  deployment public.deployments := private.lock_deployment(p_deployment_id);
  is_begun boolean := deployment.state <> 'queued' or deployment.attempt > 0 or deployment.external_id is not null;
begin
  if private.state_rank(deployment.state) = 2 then return next deployment; return; end if;
  return query update public.deployments set
      is_cancel_requested = true,
      state = case when is_begun then deployment.state else 'canceled' end,
      -- A worker that claims it now comes too late.
      attempt = case when is_begun then deployment.attempt else deployment.attempt + 1 end,
      finished_at = case when is_begun then null else now() end
    where id = p_deployment_id returning *;
end
$$;
