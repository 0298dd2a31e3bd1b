-- Deployments that a host builds elsewhere are looked at again and again, until they have ended: by a job of their own,
-- which a webhook of the host, or a person who cancels, brings forward.

create index deployments_by_external_id on public.deployments (host, external_id) where external_id is not null;

-- The next look, after some seconds, or at once. The earliest of all that were asked for counts.
create function private.enqueue_look(p_deployment_id uuid, p_seconds double precision) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(
    identifier => 'follow-deployment', payload => jsonb_build_object('deploymentId', p_deployment_id)::json,
    queue_name => 'look:' || p_deployment_id, job_key => 'look:' || p_deployment_id,
    run_at => clock_timestamp() + make_interval(secs => greatest(p_seconds, 0)),
    job_key_mode => case when p_seconds > 0 then 'preserve_run_at' else 'replace' end
  );
exception
  when invalid_schema_name or undefined_function then
    raise exception 'the job queue is not installed in this database' using
      errcode = 'PT503', hint = 'Run letscode worker once; it installs the schema graphile_worker.';
end
$$;
revoke all on function private.enqueue_look(uuid, double precision) from public;

create function private.look_after_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_look(new.id, case when new.is_cancel_requested then 0 else 2 end);
  return null;
end
$$;
revoke all on function private.look_after_change() from public;
create trigger look_after_change after update on public.deployments for each row
  when (
    new.external_id is not null and new.state in ('queued', 'building')
    and (old.external_id is distinct from new.external_id or new.is_cancel_requested and not old.is_cancel_requested)
  ) execute function private.look_after_change();

create function public.look_at_deployment(p_deployment_id uuid, p_seconds double precision) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from public.deployments d
    where d.id = p_deployment_id and d.external_id is not null and d.state in ('queued', 'building')
  ) then
    perform private.enqueue_look(p_deployment_id, p_seconds);
  end if;
end
$$;

-- Where a log ends, and how much of it the host printed: what is new at the host begins after that.
create function public.describe_deployment_log(p_deployment_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'last_line', coalesce(max(line), 0),
    'printed_lines', count(*) filter (where stream <> 'system')
  ) from public.deployment_logs where deployment_id = p_deployment_id
$$;

revoke all on function public.look_at_deployment(uuid, double precision), public.describe_deployment_log(uuid)
  from public, anon, authenticated;
grant execute on function public.look_at_deployment(uuid, double precision), public.describe_deployment_log(uuid)
  to service_role;
