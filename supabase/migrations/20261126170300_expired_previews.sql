-- Previews that other hosts keep for us are removed there once they are old and nothing needs them. The row stays: what was
-- deployed when is history.
alter table public.deployments add column expired_at timestamptz;
create index deployments_to_expire on public.deployments (host, finished_at)
  where environment = 'preview' and expired_at is null and not is_current;

-- Old previews of a host, the oldest first. The newest of each branch stays, and so does what production may be made of:
-- what a deployment that came to something was promoted from, and what the host knows by the same name as another.
create function public.list_old_previews(p_host text, p_before timestamptz, p_limit integer) returns setof public.deployments
language sql stable set search_path = '' as $$
  select d.* from public.deployments d
  where d.host = p_host and d.environment = 'preview' and d.expired_at is null and not d.is_current
    and d.finished_at < p_before and d.state in ('ready', 'error', 'canceled', 'blocked')
    and exists (
      select from public.deployments newer
      where newer.project_id = d.project_id and newer.branch = d.branch and newer.environment = d.environment
        and newer.ordinal > d.ordinal
    )
    and not exists (
      select from public.deployments other
      where other.id <> d.id and other.expired_at is null
        and (other.host = d.host and other.external_id = d.external_id
          or other.promoted_from = d.id and other.state in ('queued', 'building', 'ready'))
    )
  order by d.finished_at limit p_limit
$$;

-- Says that a preview is gone at its host; one that is served meanwhile is left alone.
create function public.expire_preview(p_deployment_id uuid) returns void
language sql set search_path = '' as $$
  update public.deployments set expired_at = now(), url = null
  where id = p_deployment_id and expired_at is null and not is_current and environment = 'preview'
$$;

revoke all on function public.list_old_previews(text, timestamptz, integer), public.expire_preview(uuid)
  from public, anon, authenticated;
grant execute on function public.list_old_previews(text, timestamptz, integer), public.expire_preview(uuid) to service_role;
