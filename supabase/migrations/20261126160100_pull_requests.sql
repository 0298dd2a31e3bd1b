-- Pull requests with their reviews. The workspace follows them by the lines they leave in the activity log, which carry
-- the project's numbers, so these rows take none of their own.
create table public.pull_requests (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  number integer not null check (number > 0),
  branch text not null,
  base text not null,
  head_sha text not null check (head_sha ~ '^[0-9a-f]{40}$'),
  -- The base as it was last seen before the merge: what came in with it is what lies between.
  base_sha text check (base_sha ~ '^[0-9a-f]{40}$'),
  title text not null check (char_length(title) between 1 and 1000),
  body text not null default '',
  is_body_managed boolean not null default true,
  state text not null default 'open' check (state in ('open', 'merged', 'closed')),
  run_id uuid references public.runs (id) on delete set null,
  actor text not null check (actor in ('ai', 'user', 'system')),
  author jsonb not null,
  url text,
  external_id text,
  merge_method text check (merge_method in ('merge', 'squash', 'rebase')),
  merge_sha text check (merge_sha ~ '^[0-9a-f]{40}$'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  merged_at timestamptz,
  closed_at timestamptz,
  unique (project_id, number)
);
-- One at a time for a branch and where it goes: asked twice, the same is answered.
create unique index pull_requests_one_open on public.pull_requests (project_id, branch, base) where state = 'open';
create index pull_requests_by_run on public.pull_requests (run_id);
alter table public.pull_requests enable row level security;
grant select on public.pull_requests to authenticated;
grant all on public.pull_requests to service_role;
create policy "owners read pull requests" on public.pull_requests for select to authenticated
  using (project_id in (select private.owned_projects()));

create table public.review_threads (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  pull_request_id uuid not null references public.pull_requests (id) on delete cascade,
  path text,
  side text check (side in ('old', 'new')),
  line integer check (line > 0),
  commit_sha text not null check (commit_sha ~ '^[0-9a-f]{40}$'),
  excerpt text not null default '',
  state text not null default 'open' check (state in ('open', 'resolved')),
  external_id text,
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  unique (project_id, external_id)
);
create index review_threads_by_pull_request on public.review_threads (pull_request_id, created_at);
alter table public.review_threads enable row level security;
grant select on public.review_threads to authenticated;
grant all on public.review_threads to service_role;
create policy "owners read review threads" on public.review_threads for select to authenticated
  using (project_id in (select private.owned_projects()));

create table public.review_comments (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  pull_request_id uuid not null references public.pull_requests (id) on delete cascade,
  thread_id uuid not null references public.review_threads (id) on delete cascade,
  actor text not null check (actor in ('ai', 'user', 'system')),
  author jsonb not null,
  body text not null check (char_length(body) between 1 and 70000),
  -- The run that wrote it, the run that was started to answer it, the commit it speaks of.
  run_id uuid references public.runs (id) on delete set null,
  answer_run_id uuid references public.runs (id) on delete set null,
  commit_sha text check (commit_sha ~ '^[0-9a-f]{40}$'),
  external_id text,
  created_at timestamptz not null default clock_timestamp(),
  unique (project_id, external_id)
);
create index review_comments_by_thread on public.review_comments (thread_id, created_at);
create index review_comments_by_pull_request on public.review_comments (pull_request_id);
create index review_comments_by_run on public.review_comments (run_id);
create index review_comments_by_answer on public.review_comments (answer_run_id);
alter table public.review_comments enable row level security;
grant select on public.review_comments to authenticated;
grant all on public.review_comments to service_role;
create policy "owners read review comments" on public.review_comments for select to authenticated
  using (project_id in (select private.owned_projects()));

create table public.reviews (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  pull_request_id uuid not null references public.pull_requests (id) on delete cascade,
  verdict text not null check (verdict in ('approved', 'changes_requested', 'commented')),
  actor text not null check (actor in ('ai', 'user', 'system')),
  author jsonb not null,
  body text not null default '',
  commit_sha text not null check (commit_sha ~ '^[0-9a-f]{40}$'),
  external_id text,
  created_at timestamptz not null default clock_timestamp(),
  unique (project_id, external_id)
);
create index reviews_by_pull_request on public.reviews (pull_request_id, created_at);
alter table public.reviews enable row level security;
grant select on public.reviews to authenticated;
grant all on public.reviews to service_role;
create policy "owners read reviews" on public.reviews for select to authenticated
  using (project_id in (select private.owned_projects()));

-- Opens one, or answers the open one of the same branch and base. Its number is the next of the project, unless the git
-- host gave it one.
create function public.open_pull_request(p_pull_request jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  asked public.pull_requests := jsonb_populate_record(null::public.pull_requests, p_pull_request);
  made public.pull_requests;
begin
  perform private.lock_project(asked.project_id);
  select * into made from public.pull_requests
  where project_id = asked.project_id and branch = asked.branch and base = asked.base and state = 'open';
  if made.id is not null then return jsonb_build_object('pull_request', to_jsonb(made), 'is_new', false); end if;
  insert into public.pull_requests
    (project_id, number, branch, base, head_sha, base_sha, title, body, is_body_managed, run_id, actor, author, url,
      external_id)
  values (asked.project_id,
    coalesce(asked.number, (select coalesce(max(number), 0) + 1 from public.pull_requests where project_id = asked.project_id)),
    asked.branch, asked.base, asked.head_sha, asked.base_sha, asked.title, coalesce(asked.body, ''), coalesce(asked.is_body_managed, true),
    asked.run_id, asked.actor, asked.author, asked.url, asked.external_id)
  returning * into made;
  return jsonb_build_object('pull_request', to_jsonb(made), 'is_new', true);
end
$$;

-- Takes over how one stands at its git host, by its number. What is known here alone (its run, whether we keep its
-- description) stays. Answers whether anything changed, so that telling it twice leaves no second line in the log.
create function public.save_pull_request(p_pull_request jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  told public.pull_requests := jsonb_populate_record(null::public.pull_requests, p_pull_request);
  known public.pull_requests;
  saved public.pull_requests;
begin
  perform private.lock_project(told.project_id);
  select * into known from public.pull_requests where project_id = told.project_id and number = told.number;
  if known.id is null then
    -- A branch can have one that was opened here and whose number was not yet known.
    insert into public.pull_requests
      (project_id, number, branch, base, head_sha, base_sha, title, body, is_body_managed, state, run_id, actor, author,
        url, external_id, merge_method, merge_sha, created_at, updated_at, merged_at, closed_at)
    values (told.project_id, told.number, told.branch, told.base, told.head_sha, told.base_sha, told.title, told.body,
      coalesce(told.is_body_managed, false), told.state, told.run_id, told.actor, told.author, told.url, told.external_id,
      told.merge_method, told.merge_sha, told.created_at, told.updated_at, told.merged_at, told.closed_at)
    returning * into saved;
    return jsonb_build_object('pull_request', to_jsonb(saved), 'before', null);
  end if;
  update public.pull_requests set
    branch = told.branch, base = told.base, head_sha = told.head_sha, base_sha = coalesce(told.base_sha, known.base_sha), title = told.title, body = told.body,
    is_body_managed = known.is_body_managed and known.body = told.body, state = told.state,
    url = told.url, external_id = told.external_id, merge_method = coalesce(told.merge_method, known.merge_method),
    merge_sha = coalesce(told.merge_sha, known.merge_sha), updated_at = told.updated_at, merged_at = told.merged_at,
    closed_at = told.closed_at
  where id = known.id returning * into saved;
  return jsonb_build_object('pull_request', to_jsonb(saved), 'before', to_jsonb(known));
end
$$;

-- Adds a comment, once however often it is added, and its thread with the first one. A thread or comment of the git host
-- is known by the host's id. Opens a resolved thread again when a person writes in it.
create function public.add_review_comment(p_thread jsonb, p_comment jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  thread public.review_threads := jsonb_populate_record(null::public.review_threads, p_thread);
  comment public.review_comments := jsonb_populate_record(null::public.review_comments, p_comment);
  thread_row public.review_threads;
  made public.review_comments;
begin
  perform private.lock_project(thread.project_id);
  select * into thread_row from public.review_threads t
  where t.project_id = thread.project_id and (t.id = thread.id or t.external_id = thread.external_id);
  if thread_row.id is null then
    insert into public.review_threads (id, project_id, pull_request_id, path, side, line, commit_sha, excerpt, external_id)
    select coalesce(thread.id, gen_random_uuid()), p.project_id, p.id, thread.path, thread.side, thread.line, thread.commit_sha,
      coalesce(thread.excerpt, ''), thread.external_id
    from public.pull_requests p where p.id = thread.pull_request_id and p.project_id = thread.project_id
    returning * into thread_row;
    if thread_row.id is null then raise exception 'no such pull request' using errcode = 'PT404', detail = 'pull request'; end if;
  end if;
  select * into made from public.review_comments c
  where c.project_id = thread.project_id and (c.id = comment.id or c.external_id = comment.external_id);
  if made.id is not null then
    return jsonb_build_object('thread', to_jsonb(thread_row), 'comment', to_jsonb(made), 'is_new', false);
  end if;
  insert into public.review_comments
    (id, project_id, pull_request_id, thread_id, actor, author, body, run_id, commit_sha, external_id, created_at)
  values (coalesce(comment.id, gen_random_uuid()), thread_row.project_id, thread_row.pull_request_id, thread_row.id,
    comment.actor, comment.author, comment.body, comment.run_id, comment.commit_sha, comment.external_id,
    coalesce(comment.created_at, clock_timestamp()))
  returning * into made;
  if comment.actor = 'user' and thread_row.state = 'resolved' then
    update public.review_threads set state = 'open', resolved_at = null where id = thread_row.id returning * into thread_row;
  end if;
  update public.pull_requests set updated_at = now() where id = thread_row.pull_request_id;
  return jsonb_build_object('thread', to_jsonb(thread_row), 'comment', to_jsonb(made), 'is_new', true);
end
$$;

-- A review, once per id of the git host.
create function public.add_review(p_review jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  told public.reviews := jsonb_populate_record(null::public.reviews, p_review);
  made public.reviews;
begin
  perform private.lock_project(told.project_id);
  select * into made from public.reviews where project_id = told.project_id and external_id = told.external_id;
  if made.id is not null then return jsonb_build_object('review', to_jsonb(made), 'is_new', false); end if;
  insert into public.reviews (project_id, pull_request_id, verdict, actor, author, body, commit_sha, external_id, created_at)
  select p.project_id, p.id, told.verdict, told.actor, told.author, coalesce(told.body, ''), told.commit_sha,
    told.external_id, coalesce(told.created_at, clock_timestamp())
  from public.pull_requests p where p.id = told.pull_request_id and p.project_id = told.project_id
  returning * into made;
  if made.id is null then raise exception 'no such pull request' using errcode = 'PT404', detail = 'pull request'; end if;
  return jsonb_build_object('review', to_jsonb(made), 'is_new', true);
end
$$;

revoke all on function public.open_pull_request(jsonb), public.save_pull_request(jsonb),
  public.add_review_comment(jsonb, jsonb), public.add_review(jsonb) from public, anon, authenticated;
grant execute on function public.open_pull_request(jsonb), public.save_pull_request(jsonb),
  public.add_review_comment(jsonb, jsonb), public.add_review(jsonb) to service_role;

-- What a run came to is told where it was asked for: in the thread it answers, in the description of its pull request.
create function private.enqueue_run_report() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue(
    'report-run', jsonb_build_object('runId', new.id), 'report:' || new.project_id, 'report:' || new.id
  );
  return null;
end
$$;
revoke all on function private.enqueue_run_report() from public;
create trigger enqueue_run_report after update of state on public.runs for each row
  when (new.state is distinct from old.state and new.state in ('waiting', 'interrupted', 'finished', 'failed', 'stopped'))
  execute function private.enqueue_run_report();
