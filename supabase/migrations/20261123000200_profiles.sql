create table public.profiles (
  id uuid primary key references auth.users (id) on delete cascade,
  email text not null,
  handle text not null unique check (handle ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
  display_name text not null,
  is_admin boolean not null default false,
  created_at timestamptz not null default now()
);
alter table public.profiles enable row level security;
grant select on public.profiles to authenticated;
grant all on public.profiles to service_role;
create policy "people read their own profile" on public.profiles for select to authenticated using (id = (select auth.uid()));

-- A handle from the mail's local part, made unique by a number; 40 characters at most.
create function private.choose_handle(p_email text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  base text := trim(both '-' from left(regexp_replace(lower(split_part(p_email, '@', 1)), '[^a-z0-9]+', '-', 'g'), 30));
  candidate text;
  suffix int := 1;
begin
  if base = '' then base := 'user'; end if;
  candidate := base;
  while exists (select from public.profiles where handle = candidate) loop
    suffix := suffix + 1;
    candidate := base || '-' || suffix;
  end loop;
  return candidate;
end
$$;
revoke all on function private.choose_handle(text) from public;

-- The first person of an embedded installation is its admin. Supabase, hosted or by its CLI, has the role
-- supabase_admin; there anybody may sign up first, so an admin is named by hand. The lock makes "first" and the
-- handles certain under concurrent sign-ups.
create function private.create_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtext('letscode.create_profile'));
  insert into public.profiles (id, email, handle, display_name, is_admin)
  values (
    new.id,
    coalesce(new.email, ''),
    private.choose_handle(coalesce(new.email, '')),
    left(coalesce(nullif(trim(new.raw_user_meta_data ->> 'display_name'), ''), nullif(split_part(new.email, '@', 1), ''), 'user'), 80),
    not exists (select from public.profiles) and not exists (select from pg_catalog.pg_roles where rolname = 'supabase_admin')
  );
  return new;
end
$$;
revoke all on function private.create_profile() from public;
create trigger create_profile after insert on auth.users for each row execute function private.create_profile();

create function private.follow_email() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles set email = coalesce(new.email, '') where id = new.id;
  return new;
end
$$;
revoke all on function private.follow_email() from public;
create trigger follow_email after update of email on auth.users
  for each row when (old.email is distinct from new.email) execute function private.follow_email();
