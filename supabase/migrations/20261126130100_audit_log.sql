-- What admins changed, and when. Lines are added and never changed; the actor is kept by id and mail without a foreign
-- key, so that a line outlives the account it names. No line holds a secret.
create table public.audit_log (
  id uuid primary key default gen_random_uuid(),
  ordinal bigint generated always as identity,
  actor_id uuid not null,
  actor_email text not null,
  action text not null check (action ~ '^[a-z][a-z_]*(\.[a-z][a-z_]*)+$'),
  target text not null,
  details jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create unique index audit_log_ordinal on public.audit_log (ordinal desc);
create index audit_log_by_target on public.audit_log (target, ordinal desc);
alter table public.audit_log enable row level security;
grant select on public.audit_log to authenticated;
grant all on public.audit_log to service_role;
create policy "admins read the audit log" on public.audit_log for select to authenticated using ((select private.is_admin()));

create function private.refuse_audit_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'the audit log is only ever added to' using errcode = 'PT422', detail = 'written';
end
$$;
revoke all on function private.refuse_audit_change() from public;
create trigger refuse_change before update or delete on public.audit_log
  for each row execute function private.refuse_audit_change();
create trigger refuse_truncate before truncate on public.audit_log execute function private.refuse_audit_change();
