-- An upsert fires the trigger that gives out a project's numbers for the insertion it gives up as well, so a plan that did
-- not change took numbers, and a step that did took two. A workspace that sees a gap fetches what it thinks it has missed.
-- Both write under the lock of the project, so looking first is certain.

create or replace function public.save_plan(p_project_id uuid, p_features jsonb, p_run_id uuid default null) returns setof public.project_plan
language plpgsql set search_path = '' as $$
declare
  named record;
begin
  perform private.lock_project(p_project_id);
  for named in
    select last.* from (
      select distinct on (f.value ->> 'feature')
        f.value ->> 'feature' as feature, f.value ->> 'status' as status, f.value ->> 'notes' as notes,
        (f.value ->> 'priority')::integer as priority, f.ordinality as place
      from jsonb_array_elements(p_features) with ordinality f
      order by f.value ->> 'feature', f.ordinality desc
    ) last order by last.place
  loop
    update public.project_plan known
    set status = named.status, notes = named.notes, priority = named.priority,
      run_id = coalesce(p_run_id, known.run_id), updated_at = clock_timestamp()
    where known.project_id = p_project_id and known.feature = named.feature
      and (known.status, known.notes, known.priority, known.run_id)
        is distinct from (named.status, named.notes, named.priority, coalesce(p_run_id, known.run_id));
    if not found then
      insert into public.project_plan (project_id, run_id, feature, status, notes, priority)
      select p_project_id, p_run_id, named.feature, named.status, named.notes, named.priority
      where not exists (select from public.project_plan known where known.project_id = p_project_id and known.feature = named.feature);
    end if;
  end loop;
  return query select * from public.project_plan p where p.project_id = p_project_id order by p.priority, p.created_at, p.id;
end
$$;

create or replace function public.save_step(p_step jsonb, p_attempt integer) returns setof public.run_steps
language plpgsql set search_path = '' as $$
declare
  step public.run_steps := jsonb_populate_record(null::public.run_steps, p_step);
  run public.runs := private.lock_run(step.run_id, p_attempt);
begin
  return query update public.run_steps known set
      state = step.state, title = step.title, summary = step.summary, feature = step.feature, commit_sha = step.commit_sha,
      checks = step.checks, usage = step.usage, started_at = step.started_at, finished_at = step.finished_at
    where known.run_id = run.id and known.number = step.number
    returning *;
  if found then return; end if;
  return query insert into public.run_steps
      (run_id, project_id, number, state, title, summary, feature, commit_sha, checks, usage, started_at, finished_at)
    values (run.id, run.project_id, step.number, step.state, step.title, step.summary, step.feature, step.commit_sha,
      step.checks, step.usage, step.started_at, step.finished_at)
    returning *;
end
$$;
