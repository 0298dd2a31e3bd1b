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
  preview_label text not null unique,
  last_seq bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (owner_id, slug)
);
create index projects_by_owner on public.projects (owner_id, created_at desc);
create index projects_by_path on public.projects (owner_handle, slug);
alter table public.projects enable row level security;
grant select on public.projects to authenticated;
grant all on public.projects to service_role;
create policy "owners read their projects" on public.projects for select to authenticated using (owner_id = (select auth.uid()));

-- Whether the caller owns a project. Definer, so that policies of child tables do not depend on policies of projects.
create function private.owns_project(p_project_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.projects where id = p_project_id and owner_id = (select auth.uid()))
$$;
revoke all on function private.owns_project(uuid) from public;
grant execute on function private.owns_project(uuid) to authenticated;

-- The owner's handle, and a label for host names that is unique where the slug alone is not.
create function private.prepare_project() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select handle into new.owner_handle from public.profiles where id = new.owner_id;
  if new.preview_label is null then
    new.preview_label := new.slug;
    if exists (select from public.projects where preview_label = new.preview_label) then
      new.preview_label := left(new.slug, 33) || '-' || substr(md5(new.id::text), 1, 6);
    end if;
  end if;
  return new;
end
$$;
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
create trigger count_project before update of name, model, preview_visibility, default_branch on public.projects
  for each row execute function private.count_project();

create function private.broadcast_project() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.broadcast_changes('project:' || new.id, tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
  return null;
end
$$;
create trigger broadcast_project after update of name, model, preview_visibility, default_branch on public.projects
  for each row execute function private.broadcast_project();

-- Every durable row of a project takes the next number of the project's counter, on insert and on update. The row
-- lock on the project makes the order of numbers the order of commits, so "everything after n" misses nothing.
create function private.assign_seq() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.projects set last_seq = last_seq + 1 where id = new.project_id returning last_seq into new.seq;
  return new;
end
$$;

create function private.broadcast_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.broadcast_changes(
    'project:' || case when tg_op = 'DELETE' then old.project_id else new.project_id end,
    tg_op, tg_op, tg_table_name, tg_table_schema, new, old
  );
  return null;
end
$$;

-- Owners receive the channel of their project; nobody but the service role, which passes by policies, may send (A15).
create function private.owns_topic(p_topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.projects where 'project:' || id = p_topic and owner_id = (select auth.uid()))
$$;
revoke all on function private.owns_topic(text) from public;
grant execute on function private.owns_topic(text) to authenticated;
create policy "owners receive the channel of their project" on realtime.messages for select to authenticated
  using (extension = 'broadcast' and private.owns_topic((select realtime.topic())));
