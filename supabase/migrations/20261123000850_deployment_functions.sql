-- The state machine of deployments. Everything goes through these functions, under the lock of the project.

create function private.lock_deployment(p_deployment_id uuid) returns public.deployments
language plpgsql set search_path = '' as $$
declare
  deployment public.deployments;
begin
  perform private.lock_project((select project_id from public.deployments where id = p_deployment_id));
  select * into deployment from public.deployments where id = p_deployment_id for update;
  if deployment.id is null then raise exception 'no such deployment' using errcode = 'PT404', detail = 'deployment'; end if;
  return deployment;
end
$$;
revoke all on function private.lock_deployment(uuid) from public;
grant execute on function private.lock_deployment(uuid) to service_role;

-- Requests a deployment. The same commit, branch and environment answers the one under way, or the one that is being
-- served, unless it is forced. One that came to nothing, or that another has replaced, is requested anew.
create function public.request_deployment(p_deployment jsonb, p_is_forced boolean default false) returns setof public.deployments
language plpgsql set search_path = '' as $$
declare
  asked public.deployments := jsonb_populate_record(null::public.deployments, p_deployment);
  found_one public.deployments;
begin
  perform private.lock_project(asked.project_id);
  if not p_is_forced then
    select * into found_one from public.deployments
    where project_id = asked.project_id and branch = asked.branch and environment = asked.environment
      and commit_sha = asked.commit_sha
      and (state in ('queued', 'building') and not is_cancel_requested or state = 'ready' and is_current)
    order by ordinal desc limit 1;
    if found_one.id is not null then return next found_one; return; end if;
  end if;
  return query insert into public.deployments (project_id, host, environment, branch, commit_sha, requested_by, promoted_from)
    values (asked.project_id, asked.host, asked.environment, asked.branch, asked.commit_sha, asked.requested_by,
      (select d.id from public.deployments d where d.id = asked.promoted_from and d.project_id = asked.project_id))
    returning *;
end
$$;

-- Takes a deployment for a worker; nothing when it has ended.
create function public.claim_deployment(p_deployment_id uuid) returns setof public.deployments
language plpgsql set search_path = '' as $$
declare
  deployment public.deployments := private.lock_deployment(p_deployment_id);
begin
  if deployment.state not in ('queued', 'building') then return; end if;
  return query update public.deployments set attempt = attempt + 1, started_at = coalesce(started_at, now())
    where id = p_deployment_id returning *;
end
$$;

create function private.state_rank(p_state text) returns integer
language sql immutable set search_path = '' as $$
  select case p_state when 'queued' then 0 when 'building' then 1 else 2 end
$$;
revoke all on function private.state_rank(text) from public;
grant execute on function private.state_rank(text) to service_role;

-- Moves a deployment on (A3). A terminal state never goes back, nothing goes backwards, a stale attempt changes nothing
-- (A7); states that arrive out of order or not at all are no trouble. The same state again may add what was not known
-- yet. What is ready becomes what its branch, or production, serves, unless something requested later already is.
create function public.transition_deployment(p_id uuid, p_change jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  old_row public.deployments := private.lock_deployment(p_id);
  change public.deployments := jsonb_populate_record(null::public.deployments, p_change);
  is_ended boolean := private.state_rank(change.state) = 2;
  is_newest boolean := false;
  new_row public.deployments;
begin
  if private.state_rank(old_row.state) = 2 or change.attempt is distinct from old_row.attempt
    or private.state_rank(change.state) < private.state_rank(old_row.state)
  then
    return jsonb_build_object('is_changed', false, 'deployment', to_jsonb(old_row));
  end if;
  if change.state = 'ready' then
    is_newest := not exists (
      select from public.deployments d
      where d.project_id = old_row.project_id and d.environment = old_row.environment
        and (old_row.environment = 'production' or d.branch = old_row.branch)
        and d.is_current and d.ordinal > old_row.ordinal
    );
    update public.deployments d set is_current = false
    where is_newest and d.project_id = old_row.project_id and d.environment = old_row.environment
      and (old_row.environment = 'production' or d.branch = old_row.branch)
      and d.is_current and d.id <> old_row.id;
  end if;
  update public.deployments set
    state = change.state, url = coalesce(change.url, url), address = coalesce(change.address, address),
    framework = coalesce(change.framework, framework), external_id = coalesce(change.external_id, external_id),
    error = coalesce(change.error, error), is_current = is_newest,
    started_at = case when change.state = 'queued' then started_at else coalesce(started_at, now()) end,
    finished_at = case when is_ended then now() end
  where id = p_id returning * into new_row;
  return jsonb_build_object('is_changed', new_row.seq <> old_row.seq, 'deployment', to_jsonb(new_row));
end
$$;

-- One that no worker has begun ends here; the attempt is raised, so that a worker that claims it now comes too late.
create function public.cancel_deployment(p_deployment_id uuid) returns setof public.deployments
language plpgsql set search_path = '' as $$
declare
  deployment public.deployments := private.lock_deployment(p_deployment_id);
begin
  if private.state_rank(deployment.state) = 2 then return next deployment; return; end if;
  return query update public.deployments set
      is_cancel_requested = true,
      state = case when deployment.state = 'queued' then 'canceled' else deployment.state end,
      attempt = case when deployment.state = 'queued' then deployment.attempt + 1 else deployment.attempt end,
      finished_at = case when deployment.state = 'queued' then now() end
    where id = p_deployment_id returning *;
end
$$;

-- Adds lines to a build's log. A line that is there stays as it is. With an attempt, a stale worker adds nothing (A7).
create function public.append_deployment_logs(p_lines jsonb, p_attempt integer default null) returns void
language sql set search_path = '' as $$
  insert into public.deployment_logs (deployment_id, project_id, line, stream, text, at)
  select d.id, d.project_id, l.line, l.stream, l.text, l.at
  from jsonb_populate_recordset(null::public.deployment_logs, p_lines) l
  join public.deployments d on d.id = l.deployment_id and (p_attempt is null or p_attempt = d.attempt)
  on conflict (deployment_id, line) do nothing
$$;

-- Addresses of the local deploy host follow the installation's own address, `http://localhost:3000`, when that changes.
create function public.rebase_local_urls(p_base text) returns integer
language plpgsql set search_path = '' as $$
declare
  parts text[] := regexp_match(p_base, '^(https?)://([^/]+)/?$');
  changed integer;
begin
  if parts is null then raise exception 'not an address: %', p_base using errcode = '22023'; end if;
  update public.deployments d set url = named.url
  from (
    select id, parts[1] || '://' || address || case environment when 'production' then '.live.' else '.preview.' end || parts[2] as url
    from public.deployments where host = 'local' and address is not null
  ) named
  where d.id = named.id and d.url is distinct from named.url;
  get diagnostics changed = row_count;
  return changed;
end
$$;

revoke all on function public.request_deployment(jsonb, boolean), public.claim_deployment(uuid),
  public.transition_deployment(uuid, jsonb), public.cancel_deployment(uuid),
  public.append_deployment_logs(jsonb, integer), public.rebase_local_urls(text) from public, anon, authenticated;
grant execute on function public.request_deployment(jsonb, boolean), public.claim_deployment(uuid),
  public.transition_deployment(uuid, jsonb), public.cancel_deployment(uuid),
  public.append_deployment_logs(jsonb, integer), public.rebase_local_urls(text) to service_role;
