-- Pull requests of the local git host are nobody's but ours, so each change of one is written into its repository as well,
-- from where `letscode reindex` brings them back.
create function private.enqueue_pull_request_record() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  pull_request_id text := case when tg_table_name = 'pull_requests' then changed ->> 'id' else changed ->> 'pull_request_id' end;
begin
  -- With the project, its repository goes as well.
  if exists (select from public.projects where id = (changed ->> 'project_id')::uuid and git_host = 'local') then
    perform private.enqueue(
      'keep-pull-request', jsonb_build_object('pullRequestId', pull_request_id),
      'records:' || (changed ->> 'project_id'), 'record:' || pull_request_id
    );
  end if;
  return null;
end
$$;
revoke all on function private.enqueue_pull_request_record() from public;
create trigger enqueue_record after insert or update on public.pull_requests
  for each row execute function private.enqueue_pull_request_record();
create trigger enqueue_record after insert or update or delete on public.review_threads
  for each row execute function private.enqueue_pull_request_record();
create trigger enqueue_record after insert or update or delete on public.review_comments
  for each row execute function private.enqueue_pull_request_record();
create trigger enqueue_record after insert or update or delete on public.reviews
  for each row execute function private.enqueue_pull_request_record();

-- Those there are already.
select private.enqueue('keep-pull-request', jsonb_build_object('pullRequestId', p.id), 'records:' || p.project_id, 'record:' || p.id)
from public.pull_requests p join public.projects j on j.id = p.project_id where j.git_host = 'local';

-- Brings back a pull request with its review, under the ids and instants it had. What is there stays as it is; a run that is
-- gone is named no more. Answers whether the pull request was missing.
create function public.restore_pull_request(p_pull_request jsonb, p_threads jsonb, p_comments jsonb, p_reviews jsonb)
returns boolean
language plpgsql set search_path = '' as $$
declare
  told public.pull_requests := jsonb_populate_record(null::public.pull_requests, p_pull_request);
  is_new boolean;
begin
  perform private.lock_project(told.project_id);
  if not exists (select from public.runs where id = told.run_id and project_id = told.project_id) then told.run_id := null; end if;
  insert into public.pull_requests select (told).* on conflict do nothing;
  is_new := found;
  if not exists (select from public.pull_requests where id = told.id and project_id = told.project_id) then return false; end if;
  insert into public.review_threads
  select t.* from jsonb_populate_recordset(null::public.review_threads, p_threads) t
  where t.project_id = told.project_id and t.pull_request_id = told.id on conflict do nothing;
  insert into public.review_comments
    (id, project_id, pull_request_id, thread_id, actor, author, body, run_id, answer_run_id, commit_sha, external_id, created_at)
  select c.id, c.project_id, c.pull_request_id, c.thread_id, c.actor, c.author, c.body, r.id, a.id, c.commit_sha, c.external_id, c.created_at
  from jsonb_populate_recordset(null::public.review_comments, p_comments) c
  join public.review_threads t on t.id = c.thread_id and t.pull_request_id = told.id
  left join public.runs r on r.id = c.run_id and r.project_id = told.project_id
  left join public.runs a on a.id = c.answer_run_id and a.project_id = told.project_id
  where c.project_id = told.project_id and c.pull_request_id = told.id on conflict do nothing;
  insert into public.reviews
  select v.* from jsonb_populate_recordset(null::public.reviews, p_reviews) v
  where v.project_id = told.project_id and v.pull_request_id = told.id on conflict do nothing;
  return is_new;
end
$$;
revoke all on function public.restore_pull_request(jsonb, jsonb, jsonb, jsonb) from public, anon, authenticated;
grant execute on function public.restore_pull_request(jsonb, jsonb, jsonb, jsonb) to service_role;
