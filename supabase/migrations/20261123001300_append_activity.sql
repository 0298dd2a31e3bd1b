-- Adds a line to the activity log. A caller that may run twice names the line by an id, and it is there once. Looked up
-- before it is inserted, under the project's lock: a line that conflicts would take a number of the project all the same.
create function public.append_activity(p_entry jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  line public.activity_log := jsonb_populate_record(null::public.activity_log, p_entry);
begin
  perform private.lock_project(line.project_id);
  if line.id is not null and exists (select from public.activity_log where id = line.id) then return; end if;
  insert into public.activity_log (id, project_id, actor, action, details, run_id)
  values (coalesce(line.id, gen_random_uuid()), line.project_id, line.actor, line.action, coalesce(line.details, '{}'), line.run_id);
end
$$;
revoke all on function public.append_activity(jsonb) from public, anon, authenticated;
grant execute on function public.append_activity(jsonb) to service_role;
