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

-- The token behind a hash, when it is neither revoked nor expired. Git asks several times for one push, so the last use
-- is noted once a minute.
create function public.use_access_token(p_hash text) returns setof public.access_tokens
language plpgsql set search_path = '' as $$
declare
  token public.access_tokens;
begin
  select * into token from public.access_tokens
  where hash = p_hash and revoked_at is null and (expires_at is null or expires_at > now());
  if token.id is null then return; end if;
  if token.last_used_at is null or token.last_used_at < now() - interval '1 minute' then
    update public.access_tokens set last_used_at = now() where id = token.id returning * into token;
  end if;
  token.hash := null;
  return next token;
end
$$;
revoke all on function public.use_access_token(text) from public, anon, authenticated;
grant execute on function public.use_access_token(text) to service_role;
