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
