-- Default privileges first: nothing in public is reachable unless a migration grants it.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;
-- What every new function grants to PUBLIC is a default of the role, not of a schema; only this form takes it away.
alter default privileges revoke execute on functions from public;

-- Helpers of policies and triggers. Not exposed by the Data API.
create schema private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

-- Our own SQLSTATEs, which supabase/store turns into the product's errors:
-- PT404 not there, PT409 a stale attempt, PT422 not in a state for this, PT503 a part of the database is missing. The
-- Data API answers with the status in a code of this form: https://docs.postgrest.org/en/stable/references/errors.html

-- Puts a job into the queue, in the transaction of the row it belongs to: both are there, or neither is. Definer,
-- since graphile_worker belongs to the role that migrates. With a key there is at most one job that has not begun.
create function private.enqueue(p_task text, p_payload jsonb, p_queue text, p_key text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(
    identifier => p_task, payload => p_payload::json, queue_name => p_queue, job_key => p_key
  );
exception
  when invalid_schema_name or undefined_function then
    raise exception 'the job queue is not installed in this database' using
      errcode = 'PT503', hint = 'Run letscode worker once; it installs the schema graphile_worker.';
end
$$;
revoke all on function private.enqueue(text, jsonb, text, text) from public;
