-- The index of what Git holds; `letscode reindex` can rebuild it.
create table public.commits (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  sha text not null check (sha ~ '^[0-9a-f]{40}$'),
  parents text[] not null default '{}',
  branch text not null,
  subject text not null,
  body text not null default '',
  author jsonb not null,
  actor text not null check (actor in ('ai', 'user', 'system')),
  run_id uuid references public.runs (id) on delete set null,
  step integer,
  trailers jsonb not null default '{}',
  pushed boolean not null default false,
  seq bigint not null default 0,
  created_at timestamptz not null,
  unique (project_id, sha)
);
create index commits_by_seq on public.commits (project_id, seq);
create index commits_by_run on public.commits (run_id);
alter table public.commits enable row level security;
grant select on public.commits to authenticated;
grant all on public.commits to service_role;
create policy "owners read commits" on public.commits for select to authenticated using (private.owns_project(project_id));
create trigger b_assign_seq before insert or update on public.commits for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update on public.commits for each row execute function private.broadcast_change();

-- Indexes commits; what is known of a run and a push is only ever completed. Rows that would not change are left
-- alone, so that indexing twice makes no noise.
create function public.save_commits(p_commits jsonb) returns void
language sql set search_path = '' as $$
  insert into public.commits as known
    (project_id, sha, parents, branch, subject, body, author, actor, run_id, step, trailers, pushed, created_at)
  select c.project_id, c.sha, c.parents, c.branch, c.subject, c.body, c.author, c.actor,
    (select r.id from public.runs r where r.id = c.run_id and r.project_id = c.project_id), c.step, c.trailers, c.pushed, c.created_at
  from jsonb_populate_recordset(null::public.commits, p_commits) c
  on conflict (project_id, sha) do update
  set run_id = coalesce(known.run_id, excluded.run_id), step = coalesce(known.step, excluded.step),
    actor = case when known.run_id is null then excluded.actor else known.actor end,
    pushed = known.pushed or excluded.pushed
  where (known.run_id is null and excluded.run_id is not null) or (known.step is null and excluded.step is not null)
    or (excluded.pushed and not known.pushed)
$$;
grant execute on function public.save_commits(jsonb) to service_role;
