create function private.is_admin() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.profiles where id = (select auth.uid()) and is_admin)
$$;
revoke all on function private.is_admin() from public;
grant execute on function private.is_admin() to authenticated;

create table public.prompts (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  version integer not null check (version > 0),
  content text not null,
  notes text not null default '',
  is_active boolean not null default false,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (name, version)
);
create unique index prompts_active on public.prompts (name) where is_active;
alter table public.prompts enable row level security;
grant select on public.prompts to authenticated;
grant all on public.prompts to service_role;
create policy "admins read prompts" on public.prompts for select to authenticated using ((select private.is_admin()));

-- Makes the product's own text of a prompt known: as version 1 when there is none, as the next version when a new
-- release brings another text. It becomes active unless a person wrote the active one.
create function public.ensure_prompt(p_name text, p_content text, p_notes text) returns void
language plpgsql set search_path = '' as $$
declare
  active public.prompts;
begin
  perform pg_advisory_xact_lock(hashtext('letscode.prompt:' || p_name));
  if exists (select from public.prompts where name = p_name and content = p_content and created_by is null) then return; end if;
  select * into active from public.prompts where name = p_name and is_active;
  if active.id is not null and active.created_by is null then
    update public.prompts set is_active = false where id = active.id;
  end if;
  insert into public.prompts (name, version, content, notes, is_active)
  select p_name, coalesce(max(version), 0) + 1, p_content, p_notes, active.id is null or active.created_by is null
  from public.prompts where name = p_name;
end
$$;
revoke all on function public.ensure_prompt(text, text, text) from public, anon, authenticated;
grant execute on function public.ensure_prompt(text, text, text) to service_role;

create table public.admin_settings (
  key text primary key,
  value jsonb not null,
  updated_by uuid references public.profiles (id) on delete set null,
  updated_at timestamptz not null default now()
);
alter table public.admin_settings enable row level security;
grant select on public.admin_settings to authenticated;
grant all on public.admin_settings to service_role;
create policy "admins read settings" on public.admin_settings for select to authenticated using ((select private.is_admin()));

-- Envelope-encrypted and write-only: no policy lets anybody but the service role read a row.
create table public.provider_credentials (
  id uuid primary key default gen_random_uuid(),
  provider text not null,
  name text not null,
  ciphertext bytea not null,
  data_key bytea not null,
  hint text not null default '',
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (provider, name)
);
alter table public.provider_credentials enable row level security;
grant all on public.provider_credentials to service_role;
create policy "credentials are write-only" on public.provider_credentials for select to authenticated using (false);
