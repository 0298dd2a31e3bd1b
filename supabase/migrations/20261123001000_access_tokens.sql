create table public.access_tokens (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null references public.profiles (id) on delete cascade,
  project_id uuid references public.projects (id) on delete cascade,
  name text not null,
  scope text not null check (scope in ('read', 'write')),
  hash text not null unique,
  hint text not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index access_tokens_by_owner on public.access_tokens (owner_id, created_at desc);
create index access_tokens_by_project on public.access_tokens (project_id);
alter table public.access_tokens enable row level security;
-- Column grants: the hash never leaves, not even to the owner.
grant select (id, owner_id, project_id, name, scope, hint, expires_at, revoked_at, last_used_at, created_at) on public.access_tokens to authenticated;
grant all on public.access_tokens to service_role;
create policy "owners read their tokens" on public.access_tokens for select to authenticated using (owner_id = (select auth.uid()));
