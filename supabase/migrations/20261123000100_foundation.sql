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

create function private.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at = now();
  return new;
end
$$;
