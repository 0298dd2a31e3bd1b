-- What an app is told when it is built and run. Write-only: values are sealed by the server, and no policy lets anybody
-- but the service role read a row; the REST interface answers names and instants.
create table public.environment_variables (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  environment text not null check (environment in ('preview', 'production')),
  name text not null check (name ~ '^[A-Za-z_][A-Za-z0-9_]{0,127}$'),
  ciphertext text not null,
  data_key text not null,
  key_id text not null,
  updated_by uuid references public.profiles (id) on delete set null,
  updated_at timestamptz not null default now(),
  unique (project_id, environment, name)
);
alter table public.environment_variables enable row level security;
grant all on public.environment_variables to service_role;
create policy "variables are write-only" on public.environment_variables for select to authenticated using (false);
