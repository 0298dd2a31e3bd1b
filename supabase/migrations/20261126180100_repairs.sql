-- Whether the AI repairs failed deployments of a project by itself, and how often in a row. No row means: it does not.
create table public.repair_settings (
  project_id uuid primary key references public.projects (id) on delete cascade,
  is_automatic boolean not null default false,
  maximum_attempts integer not null default 3 check (maximum_attempts between 1 and 10),
  updated_at timestamptz not null default now()
);
alter table public.repair_settings enable row level security;
grant select on public.repair_settings to authenticated;
grant all on public.repair_settings to service_role;
create policy "owners read repair settings" on public.repair_settings for select to authenticated
  using (project_id in (select private.owned_projects()));

-- One row for each repair that was begun, and for each that was not because it would lead nowhere.
create table public.deployment_repairs (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  deployment_id uuid not null references public.deployments (id) on delete cascade,
  run_id uuid references public.runs (id) on delete set null,
  state text not null check (state in ('started', 'stopped')),
  -- Why none was begun.
  reason text check (reason in ('same_cause', 'attempts_used_up', 'not_repairable')),
  signature text not null,
  -- Counts from 1 since the branch was last ready.
  attempt integer not null,
  maximum_attempts integer not null,
  is_automatic boolean not null,
  ordinal bigint generated always as identity,
  created_at timestamptz not null default now()
);
create index deployment_repairs_by_deployment on public.deployment_repairs (deployment_id, ordinal desc);
create index deployment_repairs_by_project on public.deployment_repairs (project_id, ordinal desc);
create index deployment_repairs_by_run on public.deployment_repairs (run_id);
alter table public.deployment_repairs enable row level security;
grant select on public.deployment_repairs to authenticated;
grant all on public.deployment_repairs to service_role;
create policy "owners read repairs" on public.deployment_repairs for select to authenticated
  using (project_id in (select private.owned_projects()));

create function public.save_repair_settings(p_project_id uuid, p_is_automatic boolean, p_maximum_attempts integer)
returns setof public.repair_settings
language sql set search_path = '' as $$
  insert into public.repair_settings (project_id, is_automatic, maximum_attempts)
  values (p_project_id, p_is_automatic, p_maximum_attempts)
  on conflict (project_id) do update set
    is_automatic = excluded.is_automatic, maximum_attempts = excluded.maximum_attempts, updated_at = now()
  returning *
$$;

-- Decides about a repair and records the decision, under the lock of the project: two who ask at once begin one run.
-- By itself the platform repairs only the newest deployment of a branch nobody works on, once each, at most so often in
-- a row, and never a cause that an earlier repair of this row has met before. A person who asks is not held back.
-- Answers nothing where there is nothing to decide.
create function public.begin_repair(p_deployment_id uuid, p_is_automatic boolean, p_is_repairable boolean)
returns setof public.deployment_repairs
language plpgsql set search_path = '' as $$
declare
  deployment public.deployments := private.lock_deployment(p_deployment_id);
  settings public.repair_settings;
  known public.deployment_repairs;
  cause text := coalesce(nullif(deployment.error ->> 'signature', ''), deployment.error ->> 'code', 'unknown');
  last_ready bigint;
  earlier integer;
  automatic integer;
  refusal text;
begin
  if deployment.state <> 'error' then
    if p_is_automatic then return; end if;
    raise exception 'the deployment is %', deployment.state using errcode = 'PT422', detail = deployment.state;
  end if;
  select * into settings from public.repair_settings where project_id = deployment.project_id;
  select * into known from public.deployment_repairs where deployment_id = p_deployment_id order by ordinal desc limit 1;
  -- The run of this repair may not have been made yet, or is still at work.
  if known.state = 'started' and (
    known.run_id is null or exists (
      select from public.runs r where r.id = known.run_id and r.state in ('queued', 'planning', 'running', 'waiting', 'interrupted')
    )
  ) then
    return next known; return;
  end if;
  if p_is_automatic and (
    settings.is_automatic is not true or known.id is not null
    or exists (
      select from public.deployments d
      where d.project_id = deployment.project_id and d.branch = deployment.branch
        and d.environment = deployment.environment and d.ordinal > deployment.ordinal
    )
    or exists (
      select from public.runs r
      where r.project_id = deployment.project_id and r.branch = deployment.branch and r.state in ('queued', 'planning', 'running')
    )
  ) then
    return;
  end if;
  select coalesce(max(d.ordinal), 0) into last_ready from public.deployments d
  where d.project_id = deployment.project_id and d.branch = deployment.branch
    and d.environment = deployment.environment and d.state = 'ready';
  select count(*), count(*) filter (where r.is_automatic) into earlier, automatic
  from public.deployment_repairs r join public.deployments d on d.id = r.deployment_id
  where r.project_id = deployment.project_id and r.state = 'started' and d.branch = deployment.branch
    and d.environment = deployment.environment and d.ordinal > last_ready;
  if p_is_automatic then
    refusal := case
      when not p_is_repairable then 'not_repairable'
      when exists (
        select from public.deployment_repairs r join public.deployments d on d.id = r.deployment_id
        where r.project_id = deployment.project_id and r.state = 'started' and r.signature = cause
          and d.branch = deployment.branch and d.environment = deployment.environment and d.ordinal > last_ready
      ) then 'same_cause'
      when automatic >= settings.maximum_attempts then 'attempts_used_up'
    end;
  end if;
  return query insert into public.deployment_repairs
      (project_id, deployment_id, state, reason, signature, attempt, maximum_attempts, is_automatic)
    values (deployment.project_id, deployment.id, case when refusal is null then 'started' else 'stopped' end, refusal, cause,
      earlier + case when refusal is null then 1 else 0 end, coalesce(settings.maximum_attempts, 3), p_is_automatic)
    returning *;
end
$$;

revoke all on function public.save_repair_settings(uuid, boolean, integer), public.begin_repair(uuid, boolean, boolean)
  from public, anon, authenticated;
grant execute on function public.save_repair_settings(uuid, boolean, integer), public.begin_repair(uuid, boolean, boolean)
  to service_role;

-- A deployment that failed is looked at once, in the transaction in which it failed.
create function private.enqueue_repair() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.repair_settings s where s.project_id = new.project_id and s.is_automatic) then
    perform private.enqueue(
      'repair-deployment', jsonb_build_object('deploymentId', new.id), 'repair:' || new.project_id, 'repair:' || new.id
    );
  end if;
  return null;
end
$$;
revoke all on function private.enqueue_repair() from public;
create trigger enqueue_repair after update of state on public.deployments for each row
  when (new.state = 'error' and old.state <> 'error') execute function private.enqueue_repair();

-- While a run is at work its next step may mend what failed; so what failed is looked at again when the run has ended.
create function private.enqueue_repair_after_run() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  newest public.deployments;
begin
  if exists (select from public.repair_settings s where s.project_id = new.project_id and s.is_automatic) then
    select * into newest from public.deployments d
    where d.project_id = new.project_id and d.branch = new.branch order by d.ordinal desc limit 1;
    if newest.state = 'error' then
      perform private.enqueue(
        'repair-deployment', jsonb_build_object('deploymentId', newest.id), 'repair:' || new.project_id, 'repair:' || newest.id
      );
    end if;
  end if;
  return null;
end
$$;
revoke all on function private.enqueue_repair_after_run() from public;
create trigger enqueue_repair_after_run after update of state on public.runs for each row
  when (new.state = 'finished' and old.state <> 'finished') execute function private.enqueue_repair_after_run();
