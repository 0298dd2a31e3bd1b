-- What workers and services do to runs, each in one transaction. A worker names the attempt it holds (A7): whatever
-- takes a run away from it (another claim, a stop, a resumption, an interruption) raises the attempt.

-- The run under its project's lock and its own. Without an attempt anybody may write.
create function private.lock_run(p_run_id uuid, p_attempt integer) returns public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs;
begin
  perform private.lock_project((select project_id from public.runs where id = p_run_id));
  select * into run from public.runs where id = p_run_id for update;
  if run.id is null then raise exception 'no such run' using errcode = 'PT404', detail = 'run'; end if;
  if p_attempt <> run.attempt then raise exception 'attempt % is stale', p_attempt using errcode = 'PT409', detail = 'this run'; end if;
  return run;
end
$$;
revoke all on function private.lock_run(uuid, integer) from public;
grant execute on function private.lock_run(uuid, integer) to service_role;

-- Inserts a run once per idempotency key (A12). The same key with another prompt still answers the first run.
create function public.create_run(p_run jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  asked public.runs := jsonb_populate_record(null::public.runs, p_run);
  run public.runs;
begin
  perform private.lock_project(asked.project_id);
  select * into run from public.runs
  where project_id = asked.project_id and idempotency_key = asked.idempotency_key;
  if run.id is not null then return jsonb_build_object('run', to_jsonb(run), 'is_new', false); end if;
  insert into public.runs (project_id, requested_by, kind, branch, prompt, provider, model, prompt_name, prompt_version, idempotency_key)
  values (asked.project_id, asked.requested_by, asked.kind, asked.branch, asked.prompt, asked.provider, asked.model,
    asked.prompt_name, asked.prompt_version, asked.idempotency_key)
  returning * into run;
  return jsonb_build_object('run', to_jsonb(run), 'is_new', true);
end
$$;

-- Takes a run for a worker; nothing when no worker should have it: it ended, waits for an answer, or was interrupted.
create function public.claim_run(p_run_id uuid) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, null);
begin
  if run.state not in ('queued', 'planning', 'running') then return; end if;
  return query update public.runs set attempt = attempt + 1, started_at = coalesce(started_at, now())
    where id = p_run_id returning *;
end
$$;

-- Writes what the patch names, and nothing else. A run that has ended keeps its state.
create function public.update_run(p_run_id uuid, p_attempt integer, p_patch jsonb) returns setof public.runs
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
      started_at = patched.started_at, finished_at = patched.finished_at
    where id = p_run_id returning *;
end
$$;

-- Asks a run to stop. One that nobody works on has nobody to stop it, so it is stopped here.
create function public.stop_run(p_run_id uuid) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, null);
begin
  if run.state in ('queued', 'waiting', 'interrupted') then
    return query update public.runs
      set state = 'stopped', is_stop_requested = true, question = null, finished_at = now(), attempt = attempt + 1
      where id = p_run_id returning *;
  elsif run.state in ('planning', 'running') then
    return query update public.runs set is_stop_requested = true where id = p_run_id returning *;
  else
    return next run;
  end if;
end
$$;

-- Lets a run go on; the answer to its question, if any, and its job are part of the same transaction.
create function public.resume_run(p_run_id uuid, p_answer text default null) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, null);
begin
  if run.state not in ('interrupted', 'waiting', 'failed', 'stopped') then
    raise exception 'the run is %', run.state using errcode = 'PT422', detail = run.state;
  end if;
  if p_answer is not null then
    insert into public.run_messages (run_id, project_id, role, text, parts)
    values (run.id, run.project_id, 'user', p_answer, jsonb_build_array(jsonb_build_object('type', 'text', 'text', p_answer)));
  end if;
  return query update public.runs
    set state = 'queued', question = null, error = null, is_stop_requested = false, finished_at = null, attempt = attempt + 1
    where id = p_run_id returning *;
end
$$;

-- A run its worker left behind waits for a person. What is queued has lost nothing and stays; what ended stays too.
create function public.interrupt_run(p_run_id uuid) returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, null);
begin
  if run.state not in ('planning', 'running') then return next run; return; end if;
  return query update public.runs set state = 'interrupted', attempt = attempt + 1 where id = p_run_id returning *;
end
$$;

create function public.save_step(p_step jsonb, p_attempt integer) returns setof public.run_steps
language plpgsql set search_path = '' as $$
declare
  step public.run_steps := jsonb_populate_record(null::public.run_steps, p_step);
  run public.runs := private.lock_run(step.run_id, p_attempt);
begin
  return query insert into public.run_steps as known
      (run_id, project_id, number, state, title, summary, feature, commit_sha, checks, usage, started_at, finished_at)
    values (run.id, run.project_id, step.number, step.state, step.title, step.summary, step.feature, step.commit_sha,
      step.checks, step.usage, step.started_at, step.finished_at)
    on conflict (run_id, number) do update set state = excluded.state, title = excluded.title, summary = excluded.summary,
      feature = excluded.feature, commit_sha = excluded.commit_sha, checks = excluded.checks, usage = excluded.usage,
      started_at = excluded.started_at, finished_at = excluded.finished_at
    returning *;
end
$$;

create function public.append_message(p_message jsonb, p_attempt integer default null) returns setof public.run_messages
language plpgsql set search_path = '' as $$
declare
  message public.run_messages := jsonb_populate_record(null::public.run_messages, p_message);
  run public.runs := private.lock_run(message.run_id, p_attempt);
begin
  return query insert into public.run_messages (run_id, project_id, role, text, parts)
    values (run.id, run.project_id, message.role, message.text, coalesce(message.parts, '[]'))
    returning *;
end
$$;

-- Takes no lock on the project: it is called several times a second and gives out no number.
create function public.save_live(p_run_id uuid, p_live jsonb) returns void
language sql set search_path = '' as $$
  insert into public.run_live (run_id, project_id, live)
  select id, project_id, p_live from public.runs where id = p_run_id
  on conflict (run_id) do update set live = excluded.live, updated_at = now()
$$;

revoke all on function public.create_run(jsonb), public.claim_run(uuid), public.update_run(uuid, integer, jsonb),
  public.stop_run(uuid), public.resume_run(uuid, text), public.interrupt_run(uuid), public.save_step(jsonb, integer),
  public.append_message(jsonb, integer), public.save_live(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.create_run(jsonb), public.claim_run(uuid), public.update_run(uuid, integer, jsonb),
  public.stop_run(uuid), public.resume_run(uuid, text), public.interrupt_run(uuid), public.save_step(jsonb, integer),
  public.append_message(jsonb, integer), public.save_live(uuid, jsonb) to service_role;
