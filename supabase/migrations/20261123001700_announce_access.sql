-- Tells the embedded Realtime server that the readers of a project's channel have changed, so that it asks the policies
-- anew before it delivers the next message (A15). Supabase's own server does not listen; it asks again by itself.
create function private.announce_access() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform pg_notify('letscode_access', 'project:' || old.id);
  return null;
end
$$;
revoke all on function private.announce_access() from public;
create trigger announce_access after update of owner_id or delete on public.projects
  for each row execute function private.announce_access();
