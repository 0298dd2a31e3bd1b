-- How often people may start runs and ask for deployments, each over a stretch of time and at most so many at once.
create table public.rate_rules (
  action text not null check (action in ('run', 'deployment')),
  scope text not null check (scope in ('project', 'user')),
  limit_count integer not null check (limit_count between 1 and 1000000),
  window_seconds integer not null check (window_seconds between 1 and 2592000),
  updated_by uuid references public.profiles (id) on delete set null,
  updated_at timestamptz not null default now(),
  primary key (action, scope)
);
create index rate_rules_by_editor on public.rate_rules (updated_by);
alter table public.rate_rules enable row level security;
grant select on public.rate_rules to authenticated;
grant all on public.rate_rules to service_role;
create policy "admins read the rules of rates" on public.rate_rules for select to authenticated
  using ((select private.is_admin()));
create trigger set_updated_at before update on public.rate_rules for each row execute function private.set_updated_at();
insert into public.rate_rules (action, scope, limit_count, window_seconds) values
  ('run', 'project', 60, 3600), ('run', 'user', 120, 3600),
  ('deployment', 'project', 60, 3600), ('deployment', 'user', 120, 3600);

-- One row for each person, project and action that was ever counted: the instant at which its allowance is whole again.
create table private.rate_buckets (
  key text primary key,
  whole_at timestamptz not null
);
grant select, insert, update, delete on private.rate_buckets to service_role;

-- Takes one from the allowance of the person and of the project, or from neither. Answers 0, or after how many seconds
-- there will be one again. The generic cell rate algorithm (ITU-T I.371): https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
create function public.take_rate(p_action text, p_user_id uuid, p_project_id uuid) returns double precision
language plpgsql set search_path = '' as $$
declare
  moment timestamptz;
  wait double precision;
  keys text[] := array[p_action || ':project:' || p_project_id, p_action || ':user:' || p_user_id];
begin
  insert into private.rate_buckets (key, whole_at) select unnest(keys), '-infinity' on conflict do nothing;
  -- Always the project first, so that nobody waits for whoever waits for them.
  perform from private.rate_buckets where key = any (keys) order by key for update;
  moment := clock_timestamp();
  -- Intervals are rounded to the microsecond, so the last one of an allowance may seem that much early.
  select coalesce(max(extract(epoch from
      greatest(bucket.whole_at, moment) - moment + make_interval(secs => rule.window_seconds::double precision / rule.limit_count))
      - rule.window_seconds - rule.limit_count * 1e-6), 0)
    into wait
  from public.rate_rules rule join private.rate_buckets bucket on bucket.key = p_action || ':' || rule.scope || ':' ||
    case rule.scope when 'project' then p_project_id else p_user_id end
  where rule.action = p_action;
  if wait > 0 then return wait; end if;
  update private.rate_buckets bucket
  set whole_at = greatest(bucket.whole_at, moment) + make_interval(secs => rule.window_seconds::double precision / rule.limit_count)
  from public.rate_rules rule
  where rule.action = p_action and bucket.key = p_action || ':' || rule.scope || ':' ||
    case rule.scope when 'project' then p_project_id else p_user_id end;
  return 0;
end
$$;
revoke all on function public.take_rate(text, uuid, uuid) from public, anon, authenticated;
grant execute on function public.take_rate(text, uuid, uuid) to service_role;
