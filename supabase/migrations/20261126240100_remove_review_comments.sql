-- A comment that was deleted at the git host, and its thread with the last one.
create function public.remove_review_comment(p_id uuid) returns void
language plpgsql set search_path = '' as $$
declare
  known public.review_comments;
begin
  select * into known from public.review_comments where id = p_id;
  if known.id is null then return; end if;
  perform private.lock_project(known.project_id);
  delete from public.review_comments where id = p_id;
  delete from public.review_threads t where t.id = known.thread_id
    and not exists (select from public.review_comments c where c.thread_id = t.id);
  update public.pull_requests set updated_at = now() where id = known.pull_request_id;
end
$$;
revoke all on function public.remove_review_comment(uuid) from public, anon, authenticated;
grant execute on function public.remove_review_comment(uuid) to service_role;
