create table public.project_plan (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  run_id uuid,
  feature text not null,
  status text not null default 'planned' check (status in ('planned', 'in_progress', 'done', 'dropped')),
  notes text not null default '',
  priority integer not null default 100,
  seq bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (project_id, feature)
);
create index project_plan_by_seq on public.project_plan (project_id, seq);
alter table public.project_plan enable row level security;
grant select on public.project_plan to authenticated;
grant all on public.project_plan to service_role;
create policy "owners read the plan" on public.project_plan for select to authenticated using (private.owns_project(project_id));
create trigger a_touch before update on public.project_plan for each row execute function private.touch();
create trigger b_assign_seq before insert or update on public.project_plan for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update or delete on public.project_plan for each row execute function private.broadcast_change();
