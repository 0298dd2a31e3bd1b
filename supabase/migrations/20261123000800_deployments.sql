create table public.deployments (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  host text not null,
  environment text not null check (environment in ('preview', 'production')),
  branch text not null,
  commit_sha text not null check (commit_sha ~ '^[0-9a-f]{40}$'),
  state text not null default 'queued' check (state in ('queued', 'building', 'ready', 'error', 'canceled', 'blocked')),
  url text,
  address text,
  error jsonb,
  external_id text,
  framework text,
  requested_by text not null check (requested_by in ('ai', 'user', 'system')),
  promoted_from uuid references public.deployments (id) on delete set null,
  is_current boolean not null default false,
  is_cancel_requested boolean not null default false,
  attempt integer not null default 0,
  seq bigint not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz
);
create index deployments_by_project on public.deployments (project_id, created_at desc);
create index deployments_by_branch on public.deployments (project_id, branch, environment, created_at desc);
create index deployments_by_commit on public.deployments (project_id, commit_sha);
create index deployments_by_seq on public.deployments (project_id, seq);
create index deployments_by_address on public.deployments (environment, address) where is_current;
create index deployments_unfinished on public.deployments (state) where state in ('queued', 'building');
create index deployments_by_origin on public.deployments (promoted_from);
alter table public.deployments enable row level security;
grant select on public.deployments to authenticated;
grant all on public.deployments to service_role;
create policy "owners read deployments" on public.deployments for select to authenticated using (private.owns_project(project_id));
create trigger b_assign_seq before insert or update on public.deployments for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update on public.deployments for each row execute function private.broadcast_change();

create function private.enqueue_deployment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(
    identifier => 'deploy-commit', payload => json_build_object('deploymentId', new.id),
    queue_name => 'deploy:' || new.project_id || ':' || md5(new.branch) || ':' || new.environment,
    max_attempts => 5, job_key => 'deployment:' || new.id
  );
  return null;
end
$$;
create trigger enqueue_deployment after insert on public.deployments for each row execute function private.enqueue_deployment();

create table public.deployment_logs (
  deployment_id uuid not null references public.deployments (id) on delete cascade,
  line integer not null check (line > 0),
  stream text not null check (stream in ('stdout', 'stderr', 'system')),
  text text not null,
  at timestamptz not null default now(),
  primary key (deployment_id, line)
);
alter table public.deployment_logs enable row level security;
grant select on public.deployment_logs to authenticated;
grant all on public.deployment_logs to service_role;
create policy "owners read build logs" on public.deployment_logs for select to authenticated
  using (exists (select from public.deployments d where d.id = deployment_id and private.owns_project(d.project_id)));

-- Requests a deployment: the same commit, branch and environment answers the one that is there, unless it is forced
-- or came to nothing. The lock makes two pushes of one commit one deployment.
create function public.request_deployment(p_deployment jsonb, p_is_forced boolean) returns setof public.deployments
language plpgsql set search_path = '' as $$
declare
  asked public.deployments := jsonb_populate_record(null::public.deployments, p_deployment);
  found_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(asked.project_id || asked.branch || asked.environment, 0));
  if not p_is_forced then
    select d.id into found_id from public.deployments d
    where d.project_id = asked.project_id and d.branch = asked.branch and d.environment = asked.environment
      and d.commit_sha = asked.commit_sha and d.state in ('queued', 'building', 'ready')
    order by d.created_at desc limit 1;
  end if;
  if found_id is null then
    insert into public.deployments (project_id, host, environment, branch, commit_sha, requested_by, promoted_from)
    values (asked.project_id, asked.host, asked.environment, asked.branch, asked.commit_sha, asked.requested_by, asked.promoted_from)
    returning id into found_id;
  end if;
  return query select * from public.deployments where id = found_id;
end
$$;

create function public.claim_deployment(p_deployment_id uuid) returns setof public.deployments
language sql set search_path = '' as $$
  update public.deployments set attempt = attempt + 1, started_at = coalesce(started_at, now())
  where id = p_deployment_id and state in ('queued', 'building') returning *
$$;

create function private.state_rank(p_state text) returns integer
language sql immutable set search_path = '' as $$
  select case p_state when 'queued' then 0 when 'building' then 1 else 2 end
$$;

-- The state machine (A3). Under the row's lock: a terminal state never goes back, nothing goes backwards, a stale
-- attempt changes nothing. A deployment that becomes ready is what its branch serves, unless a newer one already is.
create function public.transition_deployment(p_id uuid, p_change jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  was public.deployments;
  now_is public.deployments;
  change public.deployments := jsonb_populate_record(null::public.deployments, p_change);
  is_terminal boolean := private.state_rank(change.state) = 2;
  is_newest boolean := false;
begin
  select * into was from public.deployments where id = p_id for update;
  if was.id is null then return null; end if;
  if private.state_rank(was.state) = 2 or change.attempt < was.attempt or private.state_rank(change.state) <= private.state_rank(was.state) then
    return jsonb_build_object('is_changed', false, 'deployment', to_jsonb(was));
  end if;
  if change.state = 'ready' then
    perform pg_advisory_xact_lock(hashtextextended('current' || was.project_id || was.branch || was.environment, 0));
    is_newest := not exists (
      select from public.deployments d where d.project_id = was.project_id and d.environment = was.environment
        and (was.environment = 'production' or d.branch = was.branch) and d.is_current and d.created_at > was.created_at
    );
    if is_newest then
      update public.deployments d set is_current = false
      where d.project_id = was.project_id and d.environment = was.environment
        and (was.environment = 'production' or d.branch = was.branch) and d.is_current and d.id <> was.id;
    end if;
  end if;
  update public.deployments set
    state = change.state, url = coalesce(change.url, url), address = coalesce(change.address, address),
    framework = coalesce(change.framework, framework), external_id = coalesce(change.external_id, external_id),
    error = coalesce(nullif(change.error, 'null'::jsonb), error), is_current = is_newest,
    finished_at = case when is_terminal then now() else finished_at end
  where id = p_id returning * into now_is;
  return jsonb_build_object('is_changed', true, 'deployment', to_jsonb(now_is));
end
$$;

-- Addresses of the local deploy host follow the installation's own address when that changes.
create function public.rebase_local_urls(p_scheme text, p_host text) returns void
language sql set search_path = '' as $$
  update public.deployments
  set url = p_scheme || '://' || address || case environment when 'production' then '.live.' else '.preview.' end || p_host
  where host = 'local' and address is not null
    and url is distinct from p_scheme || '://' || address || case environment when 'production' then '.live.' else '.preview.' end || p_host
$$;

grant execute on function public.request_deployment(jsonb, boolean), public.claim_deployment(uuid),
  public.transition_deployment(uuid, jsonb), public.rebase_local_urls(text, text) to service_role;
grant execute on function private.state_rank(text) to service_role;
