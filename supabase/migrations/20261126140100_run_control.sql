-- Runs that follow one another on a branch, runs that try another one again beside it, and a model to fall back on.

alter table public.runs
  -- The run this one tries again, from which of its steps on, and the commit its branch begins at.
  add column retry_of uuid references public.runs (id) on delete set null,
  add column retry_step integer check (retry_step > 0),
  add column start_sha text,
  -- `provider/model` that takes over when the run's own provider keeps failing.
  add column fallback_model text,
  -- Ids of the images that belong to the prompt.
  add column images jsonb not null default '[]';
create index runs_by_retry on public.runs (retry_of) where retry_of is not null;

-- Inserts a run once per idempotency key (A12). The same key with another prompt still answers the first run. Takes every
-- column that the run names, so that a later column needs no new version of this function.
create or replace function public.create_run(p_run jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  asked public.runs := jsonb_populate_record(null::public.runs, p_run);
  run public.runs;
  named text;
begin
  perform private.lock_project(asked.project_id);
  select * into run from public.runs
  where project_id = asked.project_id and idempotency_key = asked.idempotency_key;
  if run.id is not null then return jsonb_build_object('run', to_jsonb(run), 'is_new', false); end if;
  select string_agg(quote_ident(attname), ', ') into named
  from pg_catalog.pg_attribute
  where attrelid = 'public.runs'::regclass and attnum > 0 and not attisdropped and attidentity = '' and p_run ? attname::text;
  execute format(
    'insert into public.runs (%1$s) select %1$s from jsonb_populate_record(null::public.runs, $1) returning *', named
  ) into run using p_run;
  return jsonb_build_object('run', to_jsonb(run), 'is_new', true);
end
$$;

-- Writes what the patch names, and nothing else. A run that has ended keeps its state. Provider and model change when the
-- run falls back on another one.
create or replace function public.update_run(p_run_id uuid, p_attempt integer, p_patch jsonb) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, p_attempt);
  patched public.runs := jsonb_populate_record(run, p_patch);
begin
  if run.state in ('finished', 'failed', 'stopped') and patched.state <> run.state then
    raise exception 'the run is %', run.state using errcode = 'PT422', detail = run.state;
  end if;
  return query update public.runs set
      state = patched.state, base_sha = patched.base_sha, head_sha = patched.head_sha, intent = patched.intent,
      summary = patched.summary, question = patched.question, error = patched.error, usage = patched.usage,
      provider = patched.provider, model = patched.model,
      started_at = patched.started_at, finished_at = patched.finished_at
    where id = p_run_id returning *;
end
$$;

-- Takes a run for a worker; nothing when no worker should have it: it ended, waits for an answer, or was interrupted. A
-- prompt that was sent while another one of its branch is queued or waits for an answer is not begun before that one has
-- come to its end, whatever order their jobs come in: private.release_followers enqueues it again then.
create or replace function public.claim_run(p_run_id uuid) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, null);
begin
  if run.state not in ('queued', 'planning', 'running') then return; end if;
  if run.state = 'queued' and exists (
    select from public.runs earlier
    where earlier.project_id = run.project_id and earlier.branch = run.branch and earlier.ordinal < run.ordinal
      and earlier.state in ('queued', 'waiting')
  ) then return; end if;
  return query update public.runs set attempt = attempt + 1, started_at = coalesce(started_at, now())
    where id = p_run_id returning *;
end
$$;

create function private.release_followers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue(
      'run-prompt', jsonb_build_object('runId', follower.id), 'run:' || new.project_id || ':' || md5(new.branch),
      'run:' || follower.id
    )
  from (
    select id from public.runs
    where project_id = new.project_id and branch = new.branch and state = 'queued' and ordinal > new.ordinal
    order by ordinal
  ) follower;
  return null;
end
$$;
revoke all on function private.release_followers() from public;
create trigger release_followers after update of state on public.runs for each row
  when (new.state in ('finished', 'failed', 'stopped', 'interrupted') and old.state is distinct from new.state)
  execute function private.release_followers();

-- A run nobody has begun is a prompt that waits: it can be worded anew, or taken back.
create function private.lock_queued_run(p_run_id uuid) returns public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, null);
begin
  if run.state <> 'queued' or run.started_at is not null then
    raise exception 'the run has begun' using errcode = 'PT422',
      detail = case when run.started_at is not null and run.state = 'queued' then 'resumed' else run.state end;
  end if;
  return run;
end
$$;
revoke all on function private.lock_queued_run(uuid) from public;
grant execute on function private.lock_queued_run(uuid) to service_role;

create function public.edit_queued_run(p_run_id uuid, p_prompt text) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_queued_run(p_run_id);
begin
  return query update public.runs set prompt = p_prompt where id = run.id returning *;
end
$$;

-- The row stays, as one that was stopped before it began, so that whoever took it back by mistake can have it again.
create function public.remove_queued_run(p_run_id uuid) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_queued_run(p_run_id);
begin
  return query update public.runs set state = 'stopped', is_stop_requested = true, finished_at = now(), attempt = attempt + 1
    where id = run.id returning *;
end
$$;

-- What is shown live is written by the worker that holds the run, and by no other (A7). Takes no lock on the project: it is
-- called several times a second and gives out no number.
drop function public.save_live(uuid, jsonb);
create function public.save_live(p_run_id uuid, p_attempt integer, p_live jsonb) returns void
language sql set search_path = '' as $$
  insert into public.run_live (run_id, project_id, live)
  select id, project_id, p_live from public.runs where id = p_run_id and attempt = p_attempt
  on conflict (run_id) do update set live = excluded.live, updated_at = now()
$$;

revoke all on function public.edit_queued_run(uuid, text), public.remove_queued_run(uuid),
  public.save_live(uuid, integer, jsonb) from public, anon, authenticated;
grant execute on function public.edit_queued_run(uuid, text), public.remove_queued_run(uuid),
  public.save_live(uuid, integer, jsonb) to service_role;
