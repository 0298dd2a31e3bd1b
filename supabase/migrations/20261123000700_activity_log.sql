create table public.activity_log (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  seq bigint not null default 0,
  actor text not null check (actor in ('ai', 'user', 'system')),
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  details jsonb not null default '{}',
  run_id uuid references public.runs (id) on delete set null,
  created_at timestamptz not null default clock_timestamp()
);
create index activity_log_by_seq on public.activity_log (project_id, seq desc);
create index activity_log_by_run on public.activity_log (run_id);
alter table public.activity_log enable row level security;
grant select on public.activity_log to authenticated;
grant all on public.activity_log to service_role;
create policy "owners read the activity log" on public.activity_log for select to authenticated
  using (project_id in (select private.owned_projects()));
create trigger assign_seq before insert on public.activity_log for each row execute function private.assign_seq();
create trigger broadcast_change after insert on public.activity_log for each row execute function private.broadcast_change();
