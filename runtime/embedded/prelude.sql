-- What hosted Supabase has before the first migration and a plain Postgres has not: the three API roles, and the
-- part of the realtime schema our migrations and the realtime server use. Applied at every start; idempotent.

do $$
begin
  if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
  if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end
$$;

grant anon, authenticated, service_role to current_user;

create schema if not exists extensions;
grant usage on schema public to anon, authenticated, service_role;

-- Supabase's defaults, which the first migration narrows. Once only: repeated at a later start they would open the
-- tables of migrations still to come.
do $$
begin
  if not exists (select from pg_namespace where nspname = 'realtime') then
    alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
    alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
    alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
  end if;
end
$$;

create schema if not exists realtime;
grant usage on schema realtime to anon, authenticated, service_role;

create table if not exists realtime.messages (
  id uuid not null default gen_random_uuid() primary key,
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  position bigint generated always as identity,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now()
);
create index if not exists messages_position on realtime.messages (position);
create index if not exists messages_inserted_at on realtime.messages (inserted_at);
alter table realtime.messages enable row level security;
grant select, insert on realtime.messages to anon, authenticated, service_role;

create or replace function realtime.topic() returns text
language sql stable as $$ select nullif(current_setting('realtime.topic', true), '')::text $$;

-- Same signature as Supabase's: https://supabase.com/docs/guides/realtime/broadcast
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
language plpgsql as $$
begin
  insert into realtime.messages (payload, event, topic, private, extension)
  values (payload, event, topic, private, 'broadcast');
end
$$;

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void
language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  perform realtime.send(
    jsonb_build_object(
      'id', gen_random_uuid(), 'schema', table_schema, 'table', table_name, 'operation', operation,
      'record', case when operation = 'DELETE' then null else to_jsonb(new) end,
      'old_record', case when operation = 'INSERT' then null else to_jsonb(old) end
    ),
    event_name, topic_name, true
  );
end
$$;

-- NOTIFY carries less than 8,000 bytes, so it carries the position only; the server reads the rows from there.
-- Equal notifications of one transaction are folded by Postgres, which is what we want here.
create or replace function realtime.announce_messages() returns trigger
language plpgsql as $$
begin
  perform pg_notify('letscode_realtime', '');
  return null;
end
$$;
drop trigger if exists announce_messages on realtime.messages;
create trigger announce_messages after insert on realtime.messages for each statement execute function realtime.announce_messages();
