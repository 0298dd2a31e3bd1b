-- A test of a system prompt asks a model as a run does, so it counts in the budgets of the admin who tries it (A30). It
-- belongs to no run and to no project: only the person's budgets bound it.
alter table public.budget_reservations alter column run_id drop not null, alter column project_id drop not null;
alter table public.usage_events alter column project_id drop not null;

create or replace function private.count_usage() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.usage_days as known
    (user_id, project_id, day, provider, model, calls, input_tokens, cached_input_tokens, output_tokens, cost_usd)
  -- What belongs to no project is kept under the UUID that is all zeros: a primary key holds no null.
  values (new.user_id, coalesce(new.project_id, '00000000-0000-0000-0000-000000000000'),
    (new.created_at at time zone 'utc')::date, new.provider, new.model, 1,
    new.input_tokens, new.cached_input_tokens, new.output_tokens, new.cost_usd)
  on conflict (user_id, day, project_id, provider, model) do update set
    calls = known.calls + 1,
    input_tokens = known.input_tokens + excluded.input_tokens,
    cached_input_tokens = known.cached_input_tokens + excluded.cached_input_tokens,
    output_tokens = known.output_tokens + excluded.output_tokens,
    cost_usd = known.cost_usd + excluded.cost_usd;
  return null;
end
$$;

-- The weighing that reserve_budget did, for a call of a run or of none. The caller holds whatever lock comes before that
-- of the person.
create function private.take_budget(
  p_user_id uuid, p_project_id uuid, p_run_id uuid, p_attempt integer, p_step integer, p_input_tokens bigint,
  p_input_usd double precision, p_least_output bigint, p_most_output bigint, p_output_price double precision
) returns table (
  reservation_id uuid, output_tokens bigint, scope text, period text, unit text, limit_value double precision,
  ceiling double precision, used double precision, reserved double precision
)
language plpgsql set search_path = '' as $$
declare
  tight record;
  granted bigint;
begin
  perform private.lock_spending(p_user_id);
  with b as materialized (select * from public.list_budgets(p_user_id, p_project_id, p_run_id, p_step))
  select room.* into tight from (
    select b.scope, b.period, 'tokens' as unit, b.limit_tokens::double precision as limit_value,
      b.ceiling_tokens::double precision as ceiling, b.used_tokens::double precision as used, b.reserved_tokens::double precision as reserved,
      (b.limit_tokens - b.used_tokens - b.reserved_tokens - p_input_tokens)::double precision as output
    from b where b.limit_tokens is not null
    union all
    select b.scope, b.period, 'usd', b.limit_usd, b.ceiling_usd, b.used_usd, b.reserved_usd,
      case
        when b.limit_usd - b.used_usd - b.reserved_usd < p_input_usd then -1
        when p_output_price > 0 then floor((b.limit_usd - b.used_usd - b.reserved_usd - p_input_usd) * 1e6 / p_output_price)
        else p_most_output
      end
    from b where b.limit_usd is not null
  ) room order by room.output limit 1;
  if tight.output < p_least_output then
    return query select null::uuid, null::bigint, tight.scope, tight.period, tight.unit, tight.limit_value, tight.ceiling,
      tight.used, tight.reserved;
    return;
  end if;
  granted := least(p_most_output, coalesce(tight.output, p_most_output));
  return query insert into public.budget_reservations
      (project_id, run_id, user_id, step, attempt, input_tokens, input_usd, tokens, cost_usd)
    values (p_project_id, p_run_id, p_user_id, p_step, p_attempt, p_input_tokens, p_input_usd,
      p_input_tokens + granted, p_input_usd + granted * p_output_price / 1e6)
    returning id, granted, null::text, null::text, null::text, null::double precision, null::double precision,
      null::double precision, null::double precision;
end
$$;

create or replace function public.reserve_budget(
  p_run_id uuid, p_attempt integer, p_step integer, p_input_tokens bigint, p_input_usd double precision,
  p_least_output bigint, p_most_output bigint, p_output_price double precision
) returns table (
  reservation_id uuid, output_tokens bigint, scope text, period text, unit text, limit_value double precision,
  ceiling double precision, used double precision, reserved double precision
)
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, p_attempt);
begin
  return query select * from private.take_budget(run.requested_by, run.project_id, run.id, run.attempt, p_step,
    p_input_tokens, p_input_usd, p_least_output, p_most_output, p_output_price);
end
$$;

-- The same for a call outside of any run.
create function public.reserve_test_budget(
  p_user_id uuid, p_input_tokens bigint, p_input_usd double precision, p_least_output bigint, p_most_output bigint,
  p_output_price double precision
) returns table (
  reservation_id uuid, output_tokens bigint, scope text, period text, unit text, limit_value double precision,
  ceiling double precision, used double precision, reserved double precision
)
language sql set search_path = '' as $$
  select * from private.take_budget(
    p_user_id, null, null, 0, 0, p_input_tokens, p_input_usd, p_least_output, p_most_output, p_output_price)
$$;

-- Puts what a call outside of any run has used in place of its reservation, once; without a usage, nothing was used.
create function public.settle_test_usage(
  p_reservation_id uuid, p_user_id uuid, p_provider text, p_model text, p_usage jsonb default null
) returns void
language plpgsql set search_path = '' as $$
declare
  held public.budget_reservations;
begin
  perform private.lock_spending(p_user_id);
  delete from public.budget_reservations
  where id = p_reservation_id and user_id = p_user_id and run_id is null returning * into held;
  if held.id is null or p_usage is null then return; end if;
  insert into public.usage_events
    (user_id, provider, model, input_tokens, cached_input_tokens, output_tokens, cost_usd)
  values (p_user_id, p_provider, p_model, (p_usage ->> 'inputTokens')::bigint, (p_usage ->> 'cachedInputTokens')::bigint,
    (p_usage ->> 'outputTokens')::bigint, (p_usage ->> 'costUsd')::numeric);
end
$$;

revoke all on function
  private.take_budget(uuid, uuid, uuid, integer, integer, bigint, double precision, bigint, bigint, double precision),
  public.reserve_test_budget(uuid, bigint, double precision, bigint, bigint, double precision),
  public.settle_test_usage(uuid, uuid, text, text, jsonb) from public, anon, authenticated;
grant execute on function
  private.take_budget(uuid, uuid, uuid, integer, integer, bigint, double precision, bigint, bigint, double precision),
  public.reserve_test_budget(uuid, bigint, double precision, bigint, bigint, double precision),
  public.settle_test_usage(uuid, uuid, text, text, jsonb) to service_role;
