-- What the project list shows of each project. The caller's own policies apply to every table it reads.
create view public.project_overviews with (security_invoker = true) as
select
  p.id as project_id,
  (select a.created_at from public.activity_log a where a.project_id = p.id order by a.seq desc limit 1) as last_activity_at,
  (select r.state from public.runs r where r.project_id = p.id order by r.ordinal desc limit 1) as last_run_state,
  (
    select d.url from public.deployments d
    where d.project_id = p.id and d.environment = 'production' and d.branch = p.default_branch and d.is_current
    limit 1
  ) as live_url
from public.projects p;
revoke all on public.project_overviews from public, anon, authenticated;
grant select on public.project_overviews to authenticated, service_role;
