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
-- Functions of anybody may ask auth.uid(); the tables beside it are Auth's alone.
create schema if not exists auth;
grant usage on schema auth to anon, authenticated, service_role;
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
  -- Order of messages within one reading, and the transaction that wrote them: what a snapshot taken earlier did not see
  -- is new, whatever order transactions end in.
  position bigint generated always as identity,
  transaction xid8 not null default pg_current_xact_id(),
  updated_at timestamp not null default timezone('utc', now()),
  inserted_at timestamp not null default timezone('utc', now())
);
create index if not exists messages_transaction on realtime.messages (transaction);
create index if not exists messages_inserted_at on realtime.messages (inserted_at);
alter table realtime.messages enable row level security;
grant select, insert on realtime.messages to anon, authenticated, service_role;

create or replace function realtime.topic() returns text
language sql stable as $$ select nullif(current_setting('realtime.topic', true), '')::text $$;

-- Same signatures as Supabase's: https://supabase.com/docs/guides/realtime/broadcast
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  insert into realtime.messages (id, payload, event, topic, private, extension)
  values (
    message_id,
    case when jsonb_typeof(payload) = 'object' and not payload ? 'id' then payload || jsonb_build_object('id', message_id) else payload end,
    event, topic, private, 'broadcast'
  );
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
      'schema', table_schema, 'table', table_name, 'operation', operation,
      'record', case when operation = 'DELETE' then null else to_jsonb(new) end,
      'old_record', case when operation = 'INSERT' then null else to_jsonb(old) end
    ),
    event_name, topic_name, true
  );
end
$$;

-- NOTIFY carries less than 8,000 bytes, so it says only that there is something to read. Equal notifications of one
-- transaction are folded by Postgres.
create or replace function realtime.announce_messages() returns trigger
language plpgsql as $$
begin
  perform pg_notify('letscode_realtime', 'messages');
  return null;
end
$$;
create or replace trigger announce_messages after insert on realtime.messages
  for each statement execute function realtime.announce_messages();

-- What somebody may do on a private topic, asked of the policies on realtime.messages themselves, as Supabase does it:
-- messages are put there, it is tried whether the role sees them and may write such, and all is undone. A policy that
-- fails allows nothing.
create or replace function realtime.topic_access(p_topic text, p_role text, p_claims jsonb) returns jsonb
language plpgsql as $$
declare
  extensions text[] := array['broadcast', 'presence'];
  readable text[] := '{}';
  writable text[] := '{}';
  name text;
begin
  begin
    insert into realtime.messages (topic, extension, event, payload, private)
    select p_topic, e, 'authorisation', '{}', true from unnest(extensions) e;
    perform set_config('role', p_role, true), set_config('realtime.topic', p_topic, true),
      set_config('request.jwt.claims', p_claims::text, true),
      set_config('request.jwt.claim.sub', coalesce(p_claims ->> 'sub', ''), true),
      set_config('request.jwt.claim.role', p_role, true);
    foreach name in array extensions loop
      begin
        if exists (
          select from realtime.messages where topic = p_topic and extension = name and event = 'authorisation'
            and transaction = pg_current_xact_id()
        ) then readable := readable || name; end if;
      exception when others then null;
      end;
      begin
        insert into realtime.messages (topic, extension, private) values (p_topic, name, true);
        writable := writable || name;
      exception when others then null;
      end;
    end loop;
    raise exception using errcode = 'LCUND';
  exception when sqlstate 'LCUND' then null;
  end;
  return jsonb_build_object('readable', readable, 'writable', writable);
end
$$;
revoke all on function realtime.topic_access(text, text, jsonb) from public;

