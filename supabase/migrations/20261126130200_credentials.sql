-- A provider's connection as an admin entered it: its address, and its key sealed for exactly that address. Sealed
-- secrets travel as text (Base64). A server of one's own may have an address and no key.
alter table public.provider_credentials
  alter column ciphertext type text using encode(ciphertext, 'base64'),
  alter column data_key type text using encode(data_key, 'base64'),
  alter column ciphertext drop not null,
  alter column data_key drop not null,
  add column key_id text,
  add column base_url text not null default '',
  add column updated_at timestamptz not null default now(),
  add constraint provider_credentials_sealed
    check ((ciphertext is null) = (data_key is null) and (ciphertext is null) = (key_id is null)) not valid;

-- When a version last became the active one: what rolling back goes by.
alter table public.prompts add column activated_at timestamptz;
update public.prompts set activated_at = created_at where is_active;

create function private.note_activation() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.is_active then new.activated_at := clock_timestamp(); end if;
  return new;
end
$$;
revoke all on function private.note_activation() from public;
create trigger note_activation_of_new before insert on public.prompts
  for each row when (new.is_active) execute function private.note_activation();
create trigger note_activation before update of is_active on public.prompts
  for each row when (new.is_active and not old.is_active) execute function private.note_activation();

-- The next version of a prompt, not active yet. The same lock as ensure_prompt: numbers never collide.
create function public.add_prompt_version(p_name text, p_content text, p_notes text, p_created_by uuid) returns setof public.prompts
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('letscode.prompt:' || p_name));
  return query insert into public.prompts (name, version, content, notes, created_by)
    select p_name, coalesce(max(version), 0) + 1, p_content, p_notes, p_created_by from public.prompts where name = p_name
    returning *;
end
$$;

-- Makes a version the active one: the others of its name end being it in the same transaction.
create function public.activate_prompt(p_name text, p_version integer) returns setof public.prompts
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('letscode.prompt:' || p_name));
  if not exists (select from public.prompts where name = p_name and version = p_version) then
    raise exception 'no such version' using errcode = 'PT404', detail = 'prompt version';
  end if;
  update public.prompts set is_active = false where name = p_name and is_active and version <> p_version;
  return query update public.prompts set is_active = true where name = p_name and version = p_version returning *;
end
$$;
revoke all on function public.add_prompt_version(text, text, text, uuid), public.activate_prompt(text, integer)
  from public, anon, authenticated;
grant execute on function public.add_prompt_version(text, text, text, uuid), public.activate_prompt(text, integer) to service_role;

-- The version of the system prompt this project's runs take; null takes the active one.
alter table public.projects add column prompt_version integer check (prompt_version > 0);
