-- What may be spent. A budget has a scope and a period: of a project by step, run, day and in total; of a person, over all
-- their projects, by day and in total. Days begin at midnight UTC. A limit that is null does not limit.

create function private.set_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := now();
  return new;
end
$$;
revoke all on function private.set_updated_at() from public;

-- For the whole installation: what holds where nobody chose, and what nobody may go above.
create table public.budget_rules (
  scope text not null check (scope in ('project', 'user')),
  period text not null check (period in ('step', 'run', 'day', 'total')),
  default_usd numeric(14, 6) check (default_usd >= 0),
  default_tokens bigint check (default_tokens >= 0),
  ceiling_usd numeric(14, 6) check (ceiling_usd >= 0),
  ceiling_tokens bigint check (ceiling_tokens >= 0),
  updated_by uuid references public.profiles (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (scope, period),
  check (scope = 'project' or period in ('day', 'total'))
);
create index budget_rules_by_editor on public.budget_rules (updated_by);
alter table public.budget_rules enable row level security;
grant select on public.budget_rules to authenticated;
grant all on public.budget_rules to service_role;
create policy "admins read the rules of budgets" on public.budget_rules for select to authenticated
  using ((select private.is_admin()));
create trigger set_updated_at before update on public.budget_rules for each row execute function private.set_updated_at();
insert into public.budget_rules (scope, period, default_usd, default_tokens) values
  ('project', 'step', 10, 4000000),
  ('project', 'run', 25, 8000000),
  ('project', 'day', null, null),
  ('project', 'total', null, null),
  ('user', 'day', 100, 50000000),
  ('user', 'total', null, null);

alter table public.budgets drop constraint budgets_period_check;
alter table public.budgets
  add constraint budgets_period_check check (period in ('step', 'run', 'day', 'total')),
  add constraint budgets_limits_check check (limit_usd >= 0 and limit_tokens >= 0),
  add constraint budgets_scope_check check (project_id is not null or period in ('day', 'total'));

alter table public.usage_events
  add column step integer,
  -- Of a call whose worker was gone before it could tell: at least what was sent.
  add column is_estimated boolean not null default false;

-- The same by day, so that a budget is weighed with a few rows however many calls there were.
create table public.usage_days (
  user_id uuid not null references public.profiles (id) on delete cascade,
  -- No foreign key: what a removed project used still counts for its owner, or removing it would refill their budget.
  project_id uuid not null,
  day date not null,
  provider text not null,
  model text not null,
  calls integer not null,
  input_tokens bigint not null,
  cached_input_tokens bigint not null,
  output_tokens bigint not null,
  cost_usd numeric(14, 6) not null,
  primary key (user_id, day, project_id, provider, model)
);
create index usage_days_by_project on public.usage_days (project_id, day);
alter table public.usage_days enable row level security;
grant select on public.usage_days to authenticated;
grant all on public.usage_days to service_role;
create policy "people read their own usage by day" on public.usage_days for select to authenticated
  using (user_id = (select auth.uid()));

create function private.count_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.usage_days as known
    (user_id, project_id, day, provider, model, calls, input_tokens, cached_input_tokens, output_tokens, cost_usd)
  values (new.user_id, new.project_id, (new.created_at at time zone 'utc')::date, new.provider, new.model, 1,
    new.input_tokens, new.cached_input_tokens, new.output_tokens, new.cost_usd)
  on conflict (user_id, day, project_id, provider, model) do update set
    calls = known.calls + 1,
    input_tokens = known.input_tokens + excluded.input_tokens,
    cached_input_tokens = known.cached_input_tokens + excluded.cached_input_tokens,
    output_tokens = known.output_tokens + excluded.output_tokens,
    cost_usd = known.cost_usd + excluded.cost_usd;
  return null;
end
$$;
revoke all on function private.count_usage() from public;
create trigger count_usage after insert on public.usage_events for each row execute function private.count_usage();

insert into public.usage_days
  (user_id, project_id, day, provider, model, calls, input_tokens, cached_input_tokens, output_tokens, cost_usd)
select user_id, project_id, (created_at at time zone 'utc')::date, provider, model, count(*),
  sum(input_tokens), sum(cached_input_tokens), sum(output_tokens), sum(cost_usd)
from public.usage_events group by 1, 2, 3, 4, 5;

-- What a call that is under way may come to. It goes when the call is settled.
create table public.budget_reservations (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  run_id uuid not null references public.runs (id) on delete cascade,
  user_id uuid not null references public.profiles (id) on delete cascade,
  step integer not null,
  attempt integer not null,
  input_tokens bigint not null,
  input_usd numeric(14, 6) not null,
  tokens bigint not null,
  cost_usd numeric(14, 6) not null,
  created_at timestamptz not null default now(),
  -- Longer than any answer takes; a reservation that nobody came back to holds no money for ever.
  expires_at timestamptz not null default now() + interval '2 hours'
);
create index budget_reservations_by_run on public.budget_reservations (run_id);
create index budget_reservations_by_project on public.budget_reservations (project_id);
create index budget_reservations_by_user on public.budget_reservations (user_id);
alter table public.budget_reservations enable row level security;
grant select on public.budget_reservations to authenticated;
grant all on public.budget_reservations to service_role;
create policy "people read their own reservations" on public.budget_reservations for select to authenticated
  using (user_id = (select auth.uid()));
