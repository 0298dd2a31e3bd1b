-- How this installation reaches its deploy hosts. The token and the webhook secret are sealed before they get here, and
-- the service role alone reads them.
create table public.host_connections (
  host text primary key check (host ~ '^[a-z][a-z0-9-]{1,30}$'),
  -- Team or owner whose projects are used; none for the personal scope of the token's owner.
  scope_id text,
  token jsonb not null,
  webhook_secret jsonb,
  -- What the check of the connection found when it was last made.
  findings jsonb not null default '[]',
  checked_at timestamptz,
  updated_by uuid references public.profiles (id) on delete set null,
  updated_at timestamptz not null default now()
);
alter table public.host_connections enable row level security;
grant all on public.host_connections to service_role;
create policy "connections are nobody's" on public.host_connections for select to authenticated using (false);
create index host_connections_by_person on public.host_connections (updated_by);

-- Which project of a host belongs to which of ours.
create table public.host_projects (
  project_id uuid not null references public.projects (id) on delete cascade,
  host text not null,
  external_id text not null,
  primary key (project_id, host),
  unique (host, external_id)
);
alter table public.host_projects enable row level security;
grant all on public.host_projects to service_role;
create policy "projects of hosts are nobody's" on public.host_projects for select to authenticated using (false);
