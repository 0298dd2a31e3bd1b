-- Deliveries in the order they arrived, for the admins' list.
alter table public.webhook_deliveries add column ordinal bigint generated always as identity;
create unique index webhook_deliveries_ordinal on public.webhook_deliveries (ordinal desc);

-- Lets a delivery be processed once more: the row and its job in one transaction, as when it arrived. Processing looks at
-- how things are by now and writes each thing once, so a replay of what went well changes nothing.
create function public.replay_delivery(p_id uuid) returns setof public.webhook_deliveries
language plpgsql set search_path = '' as $$
declare
  delivery public.webhook_deliveries;
begin
  update public.webhook_deliveries set state = 'received', error = null, processed_at = null
  where id = p_id returning * into delivery;
  if delivery.id is null then raise exception 'no such delivery' using errcode = 'PT404', detail = 'delivery'; end if;
  perform private.enqueue(
    'process-delivery', jsonb_build_object('deliveryId', delivery.id),
    'delivery:' || delivery.source || ':' || md5(coalesce(
      delivery.payload #>> '{repository,id}', delivery.payload #>> '{data,deploymentId}',
      delivery.payload #>> '{payload,deployment,id}', delivery.id::text
    )),
    'delivery:' || delivery.id
  );
  return next delivery;
end
$$;
revoke all on function public.replay_delivery(uuid) from public, anon, authenticated;
grant execute on function public.replay_delivery(uuid) to service_role;
grant execute on function private.enqueue(text, jsonb, text, text) to service_role;
