-- Addresses of a project's owner that hear about its deployments, as Standard Webhooks. Their secrets are sealed by the
-- server and shown once, so nobody but the service role reads a row. While a secret rotates, the one before signs too.
create table public.status_endpoints (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  url text not null check (char_length(url) <= 2000),
  is_enabled boolean not null default true,
  -- Why the platform switched it off.
  disabled_reason text,
  secret jsonb not null,
  previous_secret jsonb,
  previous_expires_at timestamptz,
  rotated_at timestamptz,
  created_at timestamptz not null default now()
);
create index status_endpoints_by_project on public.status_endpoints (project_id, created_at);
alter table public.status_endpoints enable row level security;
grant all on public.status_endpoints to service_role;
create policy "endpoints hold secrets" on public.status_endpoints for select to authenticated using (false);

-- One message to one endpoint, with every try to deliver it.
create table public.status_messages (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references public.projects (id) on delete cascade,
  endpoint_id uuid not null references public.status_endpoints (id) on delete cascade,
  deployment_id uuid references public.deployments (id) on delete set null,
  event text not null,
  payload jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  -- [{at, status, error, milliseconds}], oldest first.
  tries jsonb not null default '[]',
  next_try_at timestamptz,
  ordinal bigint generated always as identity,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index status_messages_by_project on public.status_messages (project_id, ordinal desc);
create index status_messages_by_endpoint on public.status_messages (endpoint_id, ordinal desc);
create index status_messages_by_deployment on public.status_messages (deployment_id);
create index status_messages_by_time on public.status_messages (created_at);
alter table public.status_messages enable row level security;
grant select on public.status_messages to authenticated;
grant all on public.status_messages to service_role;
create policy "owners read status messages" on public.status_messages for select to authenticated
  using (project_id in (select private.owned_projects()));

-- One endpoint at a time hears one thing at a time; a slow one delays nobody else.
create function private.enqueue_status_message(p_message public.status_messages, p_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(
    identifier => 'send-status-message', payload => json_build_object('messageId', p_message.id),
    queue_name => 'status:' || p_message.endpoint_id, job_key => 'status:' || p_message.id, run_at => p_at
  );
exception
  when invalid_schema_name or undefined_function then
    raise exception 'the job queue is not installed in this database' using
      errcode = 'PT503', hint = 'Run letscode worker once; it installs the schema graphile_worker.';
end
$$;
revoke all on function private.enqueue_status_message(public.status_messages, timestamptz) from public;
grant execute on function private.enqueue_status_message(public.status_messages, timestamptz) to service_role;

create function private.enqueue_new_status_message() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue_status_message(new, now());
  return null;
end
$$;
revoke all on function private.enqueue_new_status_message() from public;
create trigger enqueue_message after insert on public.status_messages for each row
  execute function private.enqueue_new_status_message();

-- What happened to a deployment and the messages about it are one transaction: none is lost, none is made up.
create function private.announce_deployment() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.status_messages (project_id, endpoint_id, deployment_id, event, payload)
  select new.project_id, e.id, new.id, 'deployment.status', jsonb_build_object(
    'projectId', new.project_id, 'project', p.owner_handle || '/' || p.slug, 'deploymentId', new.id, 'state', new.state,
    'environment', new.environment, 'branch', new.branch, 'commitSha', new.commit_sha, 'url', new.url,
    'error', case when new.error is not null then
      jsonb_build_object('code', new.error ->> 'code', 'message', new.error ->> 'message', 'fix', new.error ->> 'fix')
    end
  )
  from public.status_endpoints e join public.projects p on p.id = e.project_id
  where e.project_id = new.project_id and e.is_enabled;
  return null;
end
$$;
revoke all on function private.announce_deployment() from public;
create trigger announce_new_deployment after insert on public.deployments for each row
  execute function private.announce_deployment();
create trigger announce_deployment after update of state on public.deployments for each row
  when (new.state <> old.state) execute function private.announce_deployment();

-- Records a try. Delivered, or given up where no wait is given; else tried again after it. One that has ended stays.
create function public.record_status_try(p_message_id uuid, p_try jsonb, p_is_delivered boolean, p_wait_seconds integer default null)
returns setof public.status_messages
language plpgsql set search_path = '' as $$
declare
  message public.status_messages;
  next_try timestamptz := case when not p_is_delivered then now() + make_interval(secs => p_wait_seconds) end;
begin
  update public.status_messages m set
    tries = m.tries || jsonb_build_array(p_try),
    state = case when p_is_delivered then 'delivered' when next_try is null then 'failed' else 'pending' end,
    next_try_at = next_try, finished_at = case when next_try is null then now() end
  where m.id = p_message_id and m.state = 'pending' returning * into message;
  if message.id is null then return; end if;
  if next_try is not null then perform private.enqueue_status_message(message, next_try); end if;
  return next message;
end
$$;

-- Sends what has ended once more, as the same message: a receiver that has seen its id need not act twice.
create function public.resend_status_message(p_message_id uuid) returns setof public.status_messages
language plpgsql set search_path = '' as $$
declare
  message public.status_messages;
begin
  update public.status_messages set state = 'pending', next_try_at = now(), finished_at = null
  where id = p_message_id and state <> 'pending' returning * into message;
  if message.id is null then
    return query select * from public.status_messages where id = p_message_id;
    return;
  end if;
  perform private.enqueue_status_message(message, now());
  return next message;
end
$$;

revoke all on function public.record_status_try(uuid, jsonb, boolean, integer), public.resend_status_message(uuid)
  from public, anon, authenticated;
grant execute on function public.record_status_try(uuid, jsonb, boolean, integer), public.resend_status_message(uuid)
  to service_role;
