-- Changes of tables for `postgres_changes`, as Supabase gives them from the write-ahead log: of tables in the publication
-- supabase_realtime, to those who may read the row. Here a trigger writes them down, since a plain Postgres has no
-- wal2json and need not have wal_level logical. Applied at every start, after prelude.sql; idempotent.

do $$
begin
  if not exists (select from pg_publication where pubname = 'supabase_realtime') then
    create publication supabase_realtime;
  end if;
end
$$;

-- Who listens to what. Unlogged, as are the changes: after a crash of Postgres the server subscribes its clients anew.
create unlogged table if not exists realtime.subscription (
  subscription_id uuid not null,
  entity regclass not null,
  event text not null,
  filters jsonb not null default '[]',
  role text not null,
  claims jsonb not null,
  primary key (subscription_id, entity)
);
create index if not exists subscription_entity on realtime.subscription (entity);

create unlogged table if not exists realtime.change (
  position bigint generated always as identity primary key,
  entity regclass not null,
  type text not null,
  record jsonb,
  old_record jsonb,
  committed_at timestamptz not null default now()
);
revoke all on realtime.subscription, realtime.change from public, anon, authenticated;

create or replace function realtime.record_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from realtime.subscription where entity = tg_relid) then return null; end if;
  insert into realtime.change (entity, type, record, old_record) values (
    tg_relid, tg_op,
    case when tg_op <> 'DELETE' then to_jsonb(new) end, case when tg_op <> 'INSERT' then to_jsonb(old) end
  );
  perform pg_notify('letscode_realtime', 'changes');
  return null;
end
$$;
revoke all on function realtime.record_change() from public;

create or replace function realtime.column_type(p_entity regclass, p_column text) returns text
language sql stable as $$
  select format_type(atttypid, atttypmod) from pg_attribute
  where attrelid = p_entity and attname = p_column and attnum > 0 and not attisdropped
$$;

-- Whether a record passes one filter `{column, operator, value}`; the value of `in` is an array. A column that is not there (the old record of a deletion
-- has its key alone) passes.
create or replace function realtime.passes_filter(p_entity regclass, p_record jsonb, p_filter jsonb) returns boolean
language plpgsql stable as $$
declare
  type text := realtime.column_type(p_entity, p_filter ->> 'column');
  operator text := case p_filter ->> 'operator'
    when 'eq' then '=' when 'neq' then '<>' when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>' when 'gte' then '>='
    when 'in' then '= any' end;
  is_passed boolean;
begin
  if not p_record ? (p_filter ->> 'column') then return true; end if;
  if operator = '= any' then
    execute format(
      'select %L::%s = any (%L::%s[])', p_record ->> (p_filter ->> 'column'), type,
      (select coalesce(array_agg(v), '{}') from jsonb_array_elements_text(p_filter -> 'value') v)::text, type
    ) into is_passed;
  else
    execute format(
      'select %L::%s %s %L::%s', p_record ->> (p_filter ->> 'column'), type, operator, p_filter ->> 'value', type
    ) into is_passed;
  end if;
  return coalesce(is_passed, false);
end
$$;

-- Subscribes to every published table that the names match (`*` is any), and answers how many. Refuses a filter on a
-- column that is not there, that the role may not read, or whose value is not one of the column's type.
create or replace function realtime.subscribe(
  p_id uuid, p_schema text, p_table text, p_event text, p_filters jsonb, p_role text, p_claims jsonb
) returns integer
language plpgsql as $$
declare
  published regclass;
  filter jsonb;
  subscribed integer := 0;
begin
  for published in
    select format('%I.%I', schemaname, tablename)::regclass from pg_publication_tables
    where pubname = 'supabase_realtime' and p_schema in (schemaname, '*') and p_table in (tablename, '*')
  loop
    for filter in select value from jsonb_array_elements(p_filters) loop
      if realtime.column_type(published, filter ->> 'column') is null
        or not has_column_privilege(p_role, published, filter ->> 'column', 'select')
      then raise exception 'invalid column for filter %', filter ->> 'column'; end if;
      perform realtime.passes_filter(published, jsonb_build_object(filter ->> 'column', null), filter);
    end loop;
    if not exists (select from pg_trigger where tgrelid = published and tgname = 'realtime_record_change') then
      execute format(
        'create trigger realtime_record_change after insert or update or delete on %s for each row execute function realtime.record_change()',
        published
      );
    end if;
    insert into realtime.subscription (subscription_id, entity, event, filters, role, claims)
    values (p_id, published, p_event, p_filters, p_role, p_claims)
    on conflict (subscription_id, entity) do update set claims = excluded.claims, role = excluded.role;
    subscribed := subscribed + 1;
  end loop;
  return subscribed;
end
$$;

-- Whether a row is there for somebody, by its policies.
create or replace function realtime.sees_row(p_entity regclass, p_keys text[], p_record jsonb, p_role text, p_claims jsonb)
returns boolean
language plpgsql as $$
declare
  statement text := format('select exists (select from %s where %s)', p_entity, (
    select string_agg(format('%I = %L::%s', key, p_record ->> key, realtime.column_type(p_entity, key)), ' and ')
    from unnest(p_keys) key
  ));
  is_seen boolean := false;
begin
  perform set_config('role', p_role, true), set_config('request.jwt.claims', p_claims::text, true),
    set_config('request.jwt.claim.sub', coalesce(p_claims ->> 'sub', ''), true);
  begin
    execute statement into is_seen;
  exception when others then is_seen := false;
  end;
  perform set_config('role', 'none', true);
  return coalesce(is_seen, false);
end
$$;

-- Takes what has changed, and answers for each change and role who is to be told, and what of the row that role may see.
-- Policies are not asked for deletions, whose row is gone: their subscribers learn its key alone.
create or replace function realtime.take_changes() returns table (subscription_ids uuid[], data jsonb)
language plpgsql as $$
declare
  change record;
  listener record;
  keys text[];
begin
  for change in
    with taken as (delete from realtime.change returning *)
    select t.*, c.relname, n.nspname, c.relrowsecurity, c.relreplident
    from taken t join pg_class c on c.oid = t.entity join pg_namespace n on n.oid = c.relnamespace
    order by t.position
  loop
    keys := array(
      select a.attname::text from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
      where i.indrelid = change.entity and i.indisprimary order by a.attnum
    );
    for listener in
      select s.role, array_agg(s.subscription_id) as ids from realtime.subscription s
      where s.entity = change.entity and s.event in (change.type, '*')
        and not exists (
          select from jsonb_array_elements(s.filters) f
          where not realtime.passes_filter(change.entity, coalesce(change.record, (
            select jsonb_object_agg(k, change.old_record -> k) from unnest(keys) k
          )), f.value)
        )
        and case
          when change.type = 'DELETE' or not change.relrowsecurity then true
          when cardinality(keys) = 0 then false
          else realtime.sees_row(change.entity, keys, change.record, s.role, s.claims)
        end
      group by s.role
    loop
      subscription_ids := listener.ids;
      select jsonb_build_object(
        'schema', change.nspname, 'table', change.relname, 'type', change.type,
        'commit_timestamp', to_char(change.committed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'columns', jsonb_agg(jsonb_build_object('name', a.attname, 'type', t.typname) order by a.attnum),
        'errors', null
      )
      || case when change.record is null then '{}' else jsonb_build_object(
        'record', jsonb_object_agg(a.attname, change.record -> a.attname)
      ) end
      || case when change.old_record is null then '{}' else jsonb_build_object(
        'old_record', coalesce(jsonb_object_agg(a.attname, change.old_record -> a.attname) filter (
          where a.attname = any (keys) or change.relreplident = 'f' and not change.relrowsecurity
        ), '{}')
      ) end
      into data
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = change.entity and a.attnum > 0 and not a.attisdropped
        and has_column_privilege(listener.role, change.entity, a.attnum, 'select');
      if data -> 'columns' <> 'null'::jsonb then return next; end if;
    end loop;
  end loop;
end
$$;
revoke all on function realtime.column_type(regclass, text), realtime.passes_filter(regclass, jsonb, jsonb),
  realtime.subscribe(uuid, text, text, text, jsonb, text, jsonb),
  realtime.sees_row(regclass, text[], jsonb, text, jsonb), realtime.take_changes() from public;
