create table public.project_plan (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  run_id uuid,
  feature text not null check (char_length(feature) between 1 and 200),
  status text not null default 'planned' check (status in ('planned', 'in_progress', 'done', 'dropped')),
  notes text not null default '',
  priority integer not null default 100,
  seq bigint not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp(),
  unique (project_id, feature)
);
create index project_plan_by_seq on public.project_plan (project_id, seq);
create index project_plan_by_run on public.project_plan (run_id);
alter table public.project_plan enable row level security;
grant select on public.project_plan to authenticated;
grant all on public.project_plan to service_role;
create policy "owners read the plan" on public.project_plan for select to authenticated
  using (project_id in (select private.owned_projects()));
create trigger assign_seq before insert or update on public.project_plan for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update or delete on public.project_plan for each row execute function private.broadcast_change();

-- Upserts features by their name; the last word on a name counts. Features not named stay as they are, and a row
-- that would not change stays silent.
create function public.save_plan(p_project_id uuid, p_features jsonb, p_run_id uuid default null) returns setof public.project_plan
language plpgsql set search_path = '' as $$
begin
  perform private.lock_project(p_project_id);
  insert into public.project_plan as known (project_id, run_id, feature, status, notes, priority)
  select p_project_id, p_run_id, named.feature, named.status, named.notes, named.priority
  from (
    select distinct on (f.value ->> 'feature')
      f.value ->> 'feature' as feature, f.value ->> 'status' as status, f.value ->> 'notes' as notes,
      (f.value ->> 'priority')::integer as priority, f.ordinality as place
    from jsonb_array_elements(p_features) with ordinality f
    order by f.value ->> 'feature', f.ordinality desc
  ) named
  order by named.place
  on conflict (project_id, feature) do update
  set status = excluded.status, notes = excluded.notes, priority = excluded.priority,
    run_id = coalesce(excluded.run_id, known.run_id), updated_at = clock_timestamp()
  where (known.status, known.notes, known.priority, known.run_id)
    is distinct from (excluded.status, excluded.notes, excluded.priority, coalesce(excluded.run_id, known.run_id));
  return query select * from public.project_plan p where p.project_id = p_project_id order by p.priority, p.created_at, p.id;
end
$$;
revoke all on function public.save_plan(uuid, jsonb, uuid) from public, anon, authenticated;
grant execute on function public.save_plan(uuid, jsonb, uuid) to service_role;
