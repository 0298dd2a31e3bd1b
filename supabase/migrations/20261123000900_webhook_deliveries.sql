-- Deliveries belong to senders, not to people: the service role alone reads and writes them.
create table public.webhook_deliveries (
  id uuid primary key default gen_random_uuid(),
  source text not null check (source in ('github', 'vercel', 'render', 'status')),
  delivery_id text not null,
  event text not null,
  payload jsonb not null,
  state text not null default 'received' check (state in ('received', 'processed', 'ignored', 'failed')),
  error text,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  unique (source, delivery_id)
);
create index webhook_deliveries_by_time on public.webhook_deliveries (received_at desc);
alter table public.webhook_deliveries enable row level security;
grant all on public.webhook_deliveries to service_role;
create policy "deliveries are nobody's" on public.webhook_deliveries for select to authenticated using (false);

-- In order per repository or deployment, side by side otherwise.
create function private.enqueue_delivery() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.enqueue(
    'process-delivery', jsonb_build_object('deliveryId', new.id),
    'delivery:' || new.source || ':' || md5(coalesce(
      new.payload #>> '{repository,id}', new.payload #>> '{data,deploymentId}', new.payload #>> '{payload,deployment,id}', new.id::text
    )),
    'delivery:' || new.id
  );
  return null;
end
$$;
revoke all on function private.enqueue_delivery() from public;
create trigger enqueue_delivery after insert on public.webhook_deliveries for each row execute function private.enqueue_delivery();

-- Records a delivery once (A2): the row and its job are one transaction, and a replay finds the row.
create function public.record_delivery(p_source text, p_delivery_id text, p_event text, p_payload jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  made uuid;
begin
  insert into public.webhook_deliveries (source, delivery_id, event, payload)
  values (p_source, p_delivery_id, p_event, p_payload)
  on conflict (source, delivery_id) do nothing returning id into made;
  if made is not null then return jsonb_build_object('id', made, 'is_new', true); end if;
  select id into made from public.webhook_deliveries where source = p_source and delivery_id = p_delivery_id;
  return jsonb_build_object('id', made, 'is_new', false);
end
$$;
revoke all on function public.record_delivery(text, text, text, jsonb) from public, anon, authenticated;
grant execute on function public.record_delivery(text, text, text, jsonb) to service_role;
