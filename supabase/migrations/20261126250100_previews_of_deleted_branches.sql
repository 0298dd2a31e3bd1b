-- The newest preview of a branch stays as long as the branch is there. One whose branch was deleted after it was made, and not
-- made again, is removed like any other old one: at some hosts it is a service that costs money.
create index activity_log_of_branches on public.activity_log (project_id, (details ->> 'branch'), seq desc)
  where action in ('branch.created', 'branch.pushed', 'branch.deleted');

create function private.is_branch_gone(p_deployment public.deployments) returns boolean
language sql stable set search_path = '' as $$
  select coalesce((
    select a.action = 'branch.deleted' and a.created_at > p_deployment.created_at
    from public.activity_log a
    where a.project_id = p_deployment.project_id and a.details ->> 'branch' = p_deployment.branch
      and a.action in ('branch.created', 'branch.pushed', 'branch.deleted')
    order by a.seq desc limit 1
  ), false)
$$;

drop index public.deployments_to_expire;
create index deployments_to_expire on public.deployments (host, finished_at)
  where environment = 'preview' and expired_at is null;

create or replace function public.list_old_previews(p_host text, p_before timestamptz, p_limit integer)
returns setof public.deployments
language sql stable set search_path = '' as $$
  select d.* from public.deployments d
  where d.host = p_host and d.environment = 'preview' and d.expired_at is null
    and d.finished_at < p_before and d.state in ('ready', 'error', 'canceled', 'blocked')
    and (
      not d.is_current and exists (
        select from public.deployments newer
        where newer.project_id = d.project_id and newer.branch = d.branch and newer.environment = d.environment
          and newer.ordinal > d.ordinal
      )
      or private.is_branch_gone(d)
    )
    and not exists (
      select from public.deployments other
      where other.id <> d.id and other.expired_at is null
        and (other.host = d.host and other.external_id = d.external_id
          or other.promoted_from = d.id and other.state in ('queued', 'building', 'ready'))
    )
  order by d.finished_at limit p_limit
$$;

create or replace function public.expire_preview(p_deployment_id uuid) returns void
language sql set search_path = '' as $$
  update public.deployments d set expired_at = now(), url = null, is_current = false
  where d.id = p_deployment_id and d.expired_at is null and d.environment = 'preview'
    and (not d.is_current or private.is_branch_gone(d))
$$;

grant execute on function private.is_branch_gone(public.deployments) to service_role;
