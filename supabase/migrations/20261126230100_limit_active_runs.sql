-- A project has so many runs that wait or work at once and no more, however many are started in the same instant: they are
-- counted under the project's lock, in the transaction that inserts the next one. Without a limit none is counted. One more
-- SQLSTATE of our own: PT429, a limit is reached; its detail says how many there are.
drop function public.create_run(jsonb);
create function public.create_run(p_run jsonb, p_maximum_active integer default null) returns jsonb
language plpgsql set search_path = '' as $$
declare
  asked public.runs := jsonb_populate_record(null::public.runs, p_run);
  run public.runs;
  named text;
  active integer;
begin
  perform private.lock_project(asked.project_id);
  select * into run from public.runs
  where project_id = asked.project_id and idempotency_key = asked.idempotency_key;
  if run.id is not null then return jsonb_build_object('run', to_jsonb(run), 'is_new', false); end if;
  select count(*) into active from public.runs
  where project_id = asked.project_id and state in ('queued', 'planning', 'running');
  if active >= p_maximum_active then
    raise exception '% runs are active', active using errcode = 'PT429', detail = active;
  end if;
  select string_agg(quote_ident(attname), ', ') into named
  from pg_catalog.pg_attribute
  where attrelid = 'public.runs'::regclass and attnum > 0 and not attisdropped and attidentity = '' and p_run ? attname::text;
  execute format(
    'insert into public.runs (%1$s) select %1$s from jsonb_populate_record(null::public.runs, $1) returning *', named
  ) into run using p_run;
  return jsonb_build_object('run', to_jsonb(run), 'is_new', true);
end
$$;
revoke all on function public.create_run(jsonb, integer) from public, anon, authenticated;
grant execute on function public.create_run(jsonb, integer) to service_role;
