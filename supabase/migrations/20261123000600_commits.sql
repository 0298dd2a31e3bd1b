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
create index commits_by_branch on public.commits (project_id, branch, created_at desc);
create index commits_by_run on public.commits (run_id);
alter table public.commits enable row level security;
grant select on public.commits to authenticated;
grant all on public.commits to service_role;
create policy "owners read commits" on public.commits for select to authenticated
  using (project_id in (select private.owned_projects()));
create trigger assign_seq before insert or update on public.commits for each row execute function private.assign_seq();
create trigger broadcast_change after insert or update on public.commits for each row execute function private.broadcast_change();

-- Indexes commits of one project; what is known of a run and a push is only ever completed. Rows that would not change
-- are left alone, so that indexing twice makes no noise. A run is believed when it is one of this project: trailers
-- arrive with pushes, and anybody can write them.
create function public.save_commits(p_project_id uuid, p_commits jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_project(p_project_id);
  update public.commits known
  set run_id = coalesce(known.run_id, named.run_id), step = coalesce(known.step, named.step),
    actor = case when known.run_id is null and named.run_id is not null then named.actor else known.actor end,
    trailers = named.trailers || known.trailers, pushed = known.pushed or named.pushed
  from (
    select c.sha, r.id as run_id, c.step, c.actor, c.trailers, c.pushed
    from jsonb_populate_recordset(null::public.commits, p_commits) c
    left join public.runs r on r.id = c.run_id and r.project_id = p_project_id
  ) named
  where known.project_id = p_project_id and known.sha = named.sha
    and ((known.run_id is null and named.run_id is not null) or (known.step is null and named.step is not null)
      or (named.pushed and not known.pushed) or not known.trailers @> named.trailers);
  insert into public.commits
    (project_id, sha, parents, branch, subject, body, author, actor, run_id, step, trailers, pushed, created_at)
  select p_project_id, c.sha, c.parents, c.branch, c.subject, c.body, c.author, c.actor, r.id, c.step, c.trailers, c.pushed, c.created_at
  from jsonb_populate_recordset(null::public.commits, p_commits) with ordinality c
  left join public.runs r on r.id = c.run_id and r.project_id = p_project_id
  where not exists (select from public.commits known where known.project_id = p_project_id and known.sha = c.sha)
  order by c.ordinality
  on conflict (project_id, sha) do nothing;
end
$$;
revoke all on function public.save_commits(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.save_commits(uuid, jsonb) to service_role;
