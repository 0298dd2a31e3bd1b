create table public.projects (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null references public.profiles (id) on delete cascade,
  owner_handle text not null,
  name text not null check (char_length(name) between 1 and 60),
  slug text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  template text not null,
  git_host text not null check (git_host in ('local', 'github')),
  deploy_host text not null,
  model text,
  default_branch text not null default 'main',
  preview_visibility text not null default 'private' check (preview_visibility in ('private', 'public')),
  -- A preview's host name is <branch>--<label>. No `--` inside the label, or `a--b` of project `c` and `a` of `b--c`
  -- would be one address.
  preview_label text not null unique
    check (preview_label ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$' and preview_label !~ '--'),
  last_seq bigint not null default 0,
  -- Order of creation and place of a list's cursor: instants of one transaction are equal, these are not.
  ordinal bigint generated always as identity,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint projects_slug_taken unique (owner_id, slug)
) with (fillfactor = 70);
create index projects_by_owner on public.projects (owner_id, ordinal desc);
create index projects_by_path on public.projects (owner_handle, slug);
alter table public.projects enable row level security;
grant select on public.projects to authenticated;
grant all on public.projects to service_role;
create policy "owners read their projects" on public.projects for select to authenticated using (owner_id = (select auth.uid()));

-- The caller's projects. Policies of child tables say `project_id in (select private.owned_projects())`, which Postgres
-- evaluates once a query; a function of the row's project would be called for each row (docs/decisions/010). Definer,
-- so that these policies do not depend on those of projects.
create function private.owned_projects() returns setof uuid
language sql stable security definer set search_path = '' rows 20 as $$
  select id from public.projects where owner_id = (select auth.uid())
$$;
revoke all on function private.owned_projects() from public;
grant execute on function private.owned_projects() to authenticated;

-- The owner's handle, and a label for host names that is unique where the slug alone is not.
create function private.prepare_project() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  base text := regexp_replace(new.slug, '-{2,}', '-', 'g');
begin
  select handle into new.owner_handle from public.profiles where id = new.owner_id;
  perform pg_advisory_xact_lock(hashtext('letscode.preview_label'));
  new.preview_label := base;
  while exists (select from public.projects where preview_label = new.preview_label) loop
    new.preview_label := rtrim(left(base, 33), '-') || '-' || substr(md5(gen_random_uuid()::text), 1, 6);
  end loop;
  return new;
end
$$;
revoke all on function private.prepare_project() from public;
create trigger prepare_project before insert on public.projects for each row execute function private.prepare_project();

-- What people change raises the counter; raising the counter for another row must not, hence the column list.
create function private.count_project() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.last_seq := old.last_seq + 1;
  new.updated_at := now();
  return new;
end
$$;
revoke all on function private.count_project() from public;
create trigger count_project before update of name, model, preview_visibility, default_branch on public.projects
  for each row execute function private.count_project();

create function private.broadcast_project() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.broadcast_changes(
    'project:' || old.id, tg_op, tg_op, tg_table_name, tg_table_schema, new, case when tg_op = 'DELETE' then old end
  );
  return null;
end
$$;
revoke all on function private.broadcast_project() from public;
create trigger broadcast_project after update of name, model, preview_visibility, default_branch or delete on public.projects
  for each row execute function private.broadcast_project();

-- The repository outlives its row until this job has run, even when the server dies in between, or an account goes
-- with all its projects. The task looks first whether the path belongs to a project again.
create function private.enqueue_removal() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue(
    'remove-repository',
    jsonb_build_object('projectId', old.id, 'ownerHandle', old.owner_handle, 'slug', old.slug),
    'remove:' || old.owner_handle || '/' || old.slug, 'remove:' || old.id
  );
  return null;
end
$$;
revoke all on function private.enqueue_removal() from public;
create trigger enqueue_removal after delete on public.projects for each row execute function private.enqueue_removal();

-- Whoever changes rows of a project takes this lock first. The counter below takes it anyway, after the row; in two
-- orders, two transactions that change two rows each would wait for one another.
create function private.lock_project(p_project_id uuid) returns void
language plpgsql set search_path = '' as $$
begin
  perform from public.projects where id = p_project_id for no key update;
  if not found then raise exception 'no such project' using errcode = 'PT404', detail = 'project'; end if;
end
$$;
revoke all on function private.lock_project(uuid) from public;
grant execute on function private.lock_project(uuid) to service_role;

-- Every durable row of a project takes the next number of the project's counter, on insert and on update. The row
-- lock on the project makes the order of numbers the order of commits, so "everything after n" misses nothing; a
-- sequence hands numbers out in another order than transactions end in. A change that changes nothing takes none.
create function private.assign_seq() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new is not distinct from old then return new; end if;
  update public.projects set last_seq = last_seq + 1 where id = new.project_id returning last_seq into new.seq;
  -- The project is going, and foreign keys are being set to null on the way.
  if not found and tg_op = 'UPDATE' then new.seq := old.seq; end if;
  if not found and tg_op = 'INSERT' then raise exception 'no such project' using errcode = 'PT404', detail = 'project'; end if;
  return new;
end
$$;
revoke all on function private.assign_seq() from public;

-- One message a change, to the private channel of the project. The row as it was is left out but for a deletion: nobody
-- reads it, and it doubles the message.
create function private.broadcast_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.seq = old.seq then return null; end if;
  perform realtime.broadcast_changes(
    'project:' || case when tg_op = 'DELETE' then old.project_id else new.project_id end,
    tg_op, tg_op, tg_table_name, tg_table_schema, new, case when tg_op = 'DELETE' then old end
  );
  return null;
end
$$;
revoke all on function private.broadcast_change() from public;

-- Owners receive the channel of their project; nobody but the service role, which passes by policies, may send (A15).
create function private.owns_topic(p_topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.projects
    where id = case
        when p_topic ~ '^project:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then substr(p_topic, 9)::uuid
      end
      and owner_id = (select auth.uid())
  )
$$;
revoke all on function private.owns_topic(text) from public;
grant execute on function private.owns_topic(text) to authenticated;

-- A Postgres without Realtime has no such table; the product then runs without live changes.
do $$
begin
  if to_regclass('realtime.messages') is not null then
    execute $policy$
      create policy "owners receive the channel of their project" on realtime.messages for select to authenticated
        using (extension = 'broadcast' and private.owns_topic((select realtime.topic())))
    $policy$;
  end if;
end
$$;
