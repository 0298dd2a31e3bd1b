create table public.usage_events (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  run_id uuid references public.runs (id) on delete set null,
  user_id uuid not null references public.profiles (id) on delete cascade,
  provider text not null,
  model text not null,
  input_tokens bigint not null default 0,
  cached_input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cost_usd numeric(14, 6) not null default 0,
  created_at timestamptz not null default now()
);
create index usage_events_by_project on public.usage_events (project_id, created_at desc);
create index usage_events_by_user on public.usage_events (user_id, created_at desc);
create index usage_events_by_run on public.usage_events (run_id);
alter table public.usage_events enable row level security;
grant select on public.usage_events to authenticated;
grant all on public.usage_events to service_role;
create policy "people read their own usage" on public.usage_events for select to authenticated using (user_id = (select auth.uid()));

create table public.budgets (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null references public.profiles (id) on delete cascade,
  project_id uuid references public.projects (id) on delete cascade,
  period text not null check (period in ('run', 'day', 'total')),
  limit_usd numeric(14, 6),
  limit_tokens bigint,
  created_at timestamptz not null default now(),
  unique nulls not distinct (owner_id, project_id, period)
);
create index budgets_by_project on public.budgets (project_id);
alter table public.budgets enable row level security;
grant select on public.budgets to authenticated;
grant all on public.budgets to service_role;
create policy "people read their own budgets" on public.budgets for select to authenticated using (owner_id = (select auth.uid()));
