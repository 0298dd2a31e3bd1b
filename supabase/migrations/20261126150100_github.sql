-- Which repository on GitHub a project is. The id stays when the repository is renamed or transferred; name, address
-- and installation follow it. One repository is one project's: two would answer the same push.
alter table public.projects
  add column repository_id bigint,
  add column repository_name text,
  add column repository_url text,
  add column installation_id bigint,
  add column repository_state text not null default 'connected' check (repository_state in ('connected', 'disconnected')),
  add constraint projects_on_github_have_a_repository check (git_host <> 'github' or repository_id is not null);
create unique index projects_by_repository on public.projects (repository_id) where repository_id is not null;

create trigger count_project_repository
  before update of git_host, repository_id, repository_name, repository_url, installation_id, repository_state on public.projects
  for each row execute function private.count_project();
create trigger broadcast_project_repository
  after update of git_host, repository_id, repository_name, repository_url, installation_id, repository_state on public.projects
  for each row execute function private.broadcast_project();

-- The GitHub App of this installation, when an admin has set it up in the browser; there is one. Its secrets are sealed.
create table public.github_apps (
  id boolean primary key default true check (id),
  app_id text not null,
  slug text not null,
  name text not null,
  html_url text not null,
  client_id text not null,
  client_secret jsonb not null,
  private_key jsonb not null,
  webhook_secret jsonb not null,
  created_by uuid references public.profiles (id) on delete set null,
  created_at timestamptz not null default now()
);
alter table public.github_apps enable row level security;
grant all on public.github_apps to service_role;
create policy "the GitHub App is write-only" on public.github_apps for select to authenticated using (false);

-- Which person on GitHub somebody is, with sealed tokens to act for them: to list and create their repositories.
create table public.github_connections (
  user_id uuid primary key references public.profiles (id) on delete cascade,
  github_id bigint not null,
  login text not null,
  access_token jsonb not null,
  refresh_token jsonb,
  expires_at timestamptz,
  created_at timestamptz not null default now()
);
alter table public.github_connections enable row level security;
grant all on public.github_connections to service_role;
create policy "connections to GitHub are write-only" on public.github_connections for select to authenticated using (false);
