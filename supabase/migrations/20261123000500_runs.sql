create table public.runs (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  requested_by uuid not null references public.profiles (id) on delete cascade,
  kind text not null default 'prompt' check (kind in ('prompt', 'repair')),
  branch text not null,
  prompt text not null,
  state text not null default 'queued'
    check (state in ('queued', 'planning', 'running', 'waiting', 'interrupted', 'finished', 'failed', 'stopped')),
  provider text not null,
  model text not null,
  prompt_name text not null,
  prompt_version integer not null,
  base_sha text,
  head_sha text,
  intent text,
  summary text,
  question jsonb,
  error jsonb,
  usage jsonb not null default '{"inputTokens": 0, "cachedInputTokens": 0, "outputTokens": 0, "costUsd": 0}',
  attempt integer not null default 0,
  is_stop_requested boolean not null default false,
  idempotency_key text,
  seq bigint not null default 0,
  ordinal bigint generated always as identity,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (project_id, idempotency_key)
);
create index runs_by_project on public.runs (project_id, ordinal desc);
create index runs_by_seq on public.runs (project_id, seq);
create index runs_active on public.runs (state) where state in ('queued', 'planning', 'running');
create index runs_by_requester on public.runs (requested_by);
alter table public.runs enable row level security;
grant select on public.runs to authenticated;
grant all on public.runs to service_role;
create policy "owners read runs" on public.runs for select to authenticated
  using (project_id in (select private.owned_projects()));
create trigger assign_seq before insert or update on public.runs for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update on public.runs for each row execute function private.broadcast_change();

-- One run at a time per branch of a project. A run that is resumed while its old job still ends gets a new one behind it.
create function private.enqueue_run() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue(
    'run-prompt', jsonb_build_object('runId', new.id), 'run:' || new.project_id || ':' || md5(new.branch), 'run:' || new.id
  );
  return null;
end
$$;
revoke all on function private.enqueue_run() from public;
create trigger enqueue_run after insert on public.runs for each row when (new.state = 'queued') execute function private.enqueue_run();
create trigger enqueue_run_again after update of state on public.runs for each row
  when (new.state = 'queued' and old.state is distinct from 'queued') execute function private.enqueue_run();

create table public.run_steps (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null references public.runs (id) on delete cascade,
  project_id uuid not null references public.projects (id) on delete cascade,
  number integer not null check (number > 0),
  state text not null check (state in ('running', 'committed', 'not_pushed', 'failed', 'stopped')),
  title text not null default '',
  summary text not null default '',
  feature text,
  commit_sha text,
  checks jsonb not null default '{}',
  usage jsonb not null default '{"inputTokens": 0, "cachedInputTokens": 0, "outputTokens": 0, "costUsd": 0}',
  seq bigint not null default 0,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (run_id, number)
);
create index run_steps_by_seq on public.run_steps (project_id, seq);
alter table public.run_steps enable row level security;
grant select on public.run_steps to authenticated;
grant all on public.run_steps to service_role;
create policy "owners read steps" on public.run_steps for select to authenticated
  using (project_id in (select private.owned_projects()));
create trigger assign_seq before insert or update on public.run_steps for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update on public.run_steps for each row execute function private.broadcast_change();

create table public.run_messages (
  id uuid primary key default gen_random_uuid(),
  run_id uuid not null references public.runs (id) on delete cascade,
  project_id uuid not null references public.projects (id) on delete cascade,
  role text not null check (role in ('user', 'assistant', 'tool', 'system')),
  text text not null default '',
  parts jsonb not null default '[]',
  seq bigint not null default 0,
  created_at timestamptz not null default clock_timestamp()
);
create index run_messages_by_run on public.run_messages (run_id, seq);
create index run_messages_by_seq on public.run_messages (project_id, seq);
alter table public.run_messages enable row level security;
grant select on public.run_messages to authenticated;
grant all on public.run_messages to service_role;
create policy "owners read messages" on public.run_messages for select to authenticated
  using (project_id in (select private.owned_projects()));
create trigger assign_seq before insert or update on public.run_messages for each row execute function private.assign_seq();

-- Without `parts`: they hold whole files for the model, and the workspace shows the text.
create function private.broadcast_message() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object(
      'schema', 'public', 'table', 'run_messages', 'operation', tg_op,
      'record', to_jsonb(new) || '{"parts": []}'::jsonb, 'old_record', null
    ),
    tg_op, 'project:' || new.project_id, true
  );
  return null;
end
$$;
revoke all on function private.broadcast_message() from public;
create trigger broadcast_message after insert on public.run_messages for each row execute function private.broadcast_message();

-- What a run is streaming right now; a reload in mid-stream reads it. Overwritten a few times a second, so it has no
-- history and, being unlogged, costs no write-ahead log: a crash empties it, and the stream it showed died as well.
create unlogged table public.run_live (
  run_id uuid primary key references public.runs (id) on delete cascade,
  project_id uuid not null references public.projects (id) on delete cascade,
  live jsonb not null,
  updated_at timestamptz not null default now()
);
create index run_live_by_project on public.run_live (project_id);
alter table public.run_live enable row level security;
grant select on public.run_live to authenticated;
grant all on public.run_live to service_role;
create policy "owners read the live stream" on public.run_live for select to authenticated
  using (project_id in (select private.owned_projects()));
