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
  -- Order of requests: the later one is what an address serves, whenever it gets ready.
  ordinal bigint generated always as identity,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz
);
create index deployments_by_project on public.deployments (project_id, ordinal desc);
create index deployments_by_branch on public.deployments (project_id, branch, ordinal desc);
create index deployments_current on public.deployments (project_id, environment, branch) where is_current;
create index deployments_by_commit on public.deployments (project_id, commit_sha);
create index deployments_by_seq on public.deployments (project_id, seq);
create index deployments_by_address on public.deployments (environment, address) where is_current;
create index deployments_unfinished on public.deployments (state) where state in ('queued', 'building');
create index deployments_by_origin on public.deployments (promoted_from);
alter table public.deployments enable row level security;
grant select on public.deployments to authenticated;
grant all on public.deployments to service_role;
create policy "owners read deployments" on public.deployments for select to authenticated
  using (project_id in (select private.owned_projects()));
create trigger assign_seq before insert or update on public.deployments for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update on public.deployments for each row execute function private.broadcast_change();

-- One build at a time per branch and environment.
create function private.enqueue_deployment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue(
    'deploy-commit', jsonb_build_object('deploymentId', new.id),
    'deploy:' || new.project_id || ':' || md5(new.branch) || ':' || new.environment, 'deployment:' || new.id
  );
  return null;
end
$$;
revoke all on function private.enqueue_deployment() from public;
create trigger enqueue_deployment after insert on public.deployments for each row
  when (new.state = 'queued') execute function private.enqueue_deployment();

create table public.deployment_logs (
  deployment_id uuid not null references public.deployments (id) on delete cascade,
  -- Known from the deployment; here so that a policy need not join.
  project_id uuid not null references public.projects (id) on delete cascade,
  line integer not null check (line > 0),
  stream text not null check (stream in ('stdout', 'stderr', 'system')),
  text text not null,
  at timestamptz not null default now(),
  primary key (deployment_id, line)
);
create index deployment_logs_by_project on public.deployment_logs (project_id);
alter table public.deployment_logs enable row level security;
grant select on public.deployment_logs to authenticated;
grant all on public.deployment_logs to service_role;
create policy "owners read build logs" on public.deployment_logs for select to authenticated
  using (project_id in (select private.owned_projects()));
