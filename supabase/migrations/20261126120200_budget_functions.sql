-- Reserving and settling what calls of models cost (A30). Every transaction that weighs budgets or adds to what is spent
-- holds the lock of the person who spends, always after those of the project and the run, so two calls never take the
-- same money, and never wait for one another in two orders.
create function private.lock_spending(p_user_id uuid) returns void
language sql set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('letscode.spending:' || p_user_id, 0))
$$;

create function private.add_usage(p_one jsonb, p_other jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(name, coalesce((p_one ->> name)::numeric, 0) + coalesce((p_other ->> name)::numeric, 0))
  from unnest(array['inputTokens', 'cachedInputTokens', 'outputTokens', 'costUsd']) as name
$$;

-- Every budget a call counts in, with what is used and reserved. Without a run, of the project and the person alone.
create function public.list_budgets(
  p_user_id uuid, p_project_id uuid default null, p_run_id uuid default null, p_step integer default null
) returns table (
  scope text, period text, own_usd double precision, own_tokens bigint, default_usd double precision, default_tokens bigint,
  ceiling_usd double precision, ceiling_tokens bigint, limit_usd double precision, limit_tokens bigint,
  used_usd double precision, used_tokens bigint, reserved_usd double precision, reserved_tokens bigint
)
language sql stable set search_path = '' as $$
  with spent as (
    select 'project' as scope, 'run' as period, coalesce(sum(cost_usd), 0) as usd, coalesce(sum(input_tokens + output_tokens), 0) as tokens
    from public.usage_events where run_id = p_run_id
    union all
    select 'project', 'step', coalesce(sum(cost_usd), 0), coalesce(sum(input_tokens + output_tokens), 0)
    from public.usage_events where run_id = p_run_id and step = p_step
    union all
    select 'project', period.name, coalesce(sum(cost_usd), 0), coalesce(sum(input_tokens + output_tokens), 0)
    from (values ('day'), ('total')) as period (name) left join public.usage_days on
      project_id = p_project_id and (period.name = 'total' or day = (now() at time zone 'utc')::date)
    group by period.name
    union all
    select 'user', period.name, coalesce(sum(cost_usd), 0), coalesce(sum(input_tokens + output_tokens), 0)
    from (values ('day'), ('total')) as period (name) left join public.usage_days on
      user_id = p_user_id and (period.name = 'total' or day = (now() at time zone 'utc')::date)
    group by period.name
  ), weighed as (
    select rule.*, own.limit_usd as own_usd, own.limit_tokens as own_tokens,
      least(coalesce(own.limit_usd, rule.default_usd), rule.ceiling_usd) as limit_usd,
      least(coalesce(own.limit_tokens, rule.default_tokens), rule.ceiling_tokens) as limit_tokens,
      spent.usd as used_usd, spent.tokens as used_tokens, held.usd as reserved_usd, held.tokens as reserved_tokens
    from public.budget_rules rule
    join spent using (scope, period)
    left join public.budgets own on own.period = rule.period
      and own.project_id is not distinct from case when rule.scope = 'project' then p_project_id end
      and own.owner_id = case when rule.scope = 'user' then p_user_id
        else (select project.owner_id from public.projects project where project.id = p_project_id) end
    cross join lateral (
      select coalesce(sum(held.cost_usd), 0) as usd, coalesce(sum(held.tokens), 0) as tokens
      from public.budget_reservations held
      where held.expires_at > now() and case
          when rule.scope = 'user' then held.user_id = p_user_id
          when rule.period = 'run' then held.run_id = p_run_id
          when rule.period = 'step' then held.run_id = p_run_id and held.step = p_step
          else held.project_id = p_project_id
        end
    ) held
  )
  select scope, period, own_usd::double precision, own_tokens, default_usd::double precision, default_tokens,
    ceiling_usd::double precision, ceiling_tokens, limit_usd::double precision, limit_tokens,
    used_usd::double precision, used_tokens::bigint, reserved_usd::double precision, reserved_tokens::bigint
  from weighed where p_project_id is not null or scope = 'user'
  order by scope, array_position(array['step', 'run', 'day', 'total'], period)
$$;

-- Reserves what a call may come to, in every budget at once, or nothing: then the row names the budget that is too small
-- and the call must not be sent. Answers how many tokens the answer may have so that no budget is passed, whatever the
-- model does with them.
create function public.reserve_budget(
  p_run_id uuid, p_attempt integer, p_step integer, p_input_tokens bigint, p_input_usd double precision,
  p_least_output bigint, p_most_output bigint, p_output_price double precision
) returns table (
  reservation_id uuid, output_tokens bigint, scope text, period text, unit text, limit_value double precision,
  ceiling double precision, used double precision, reserved double precision
)
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, p_attempt);
  tight record;
  granted bigint;
begin
  perform private.lock_spending(run.requested_by);
  with b as materialized (select * from public.list_budgets(run.requested_by, run.project_id, run.id, p_step))
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
    values (run.project_id, run.id, run.requested_by, p_step, run.attempt, p_input_tokens, p_input_usd,
      p_input_tokens + granted, p_input_usd + granted * p_output_price / 1e6)
    returning id, granted, null::text, null::text, null::text, null::double precision, null::double precision,
      null::double precision, null::double precision;
end
$$;

-- Puts what a call has used in place of its reservation, in the run and in the ledger; without a usage, nothing was used.
create function public.settle_usage(p_reservation_id uuid, p_run_id uuid, p_attempt integer, p_usage jsonb default null)
returns setof public.runs
language plpgsql set search_path = '' as $$
declare
  run public.runs := private.lock_run(p_run_id, p_attempt);
  held public.budget_reservations;
begin
  perform private.lock_spending(run.requested_by);
  delete from public.budget_reservations where id = p_reservation_id and run_id = run.id returning * into held;
  -- Settled before: the answer to that was lost on its way.
  if held.id is null or p_usage is null then return next run; return; end if;
  insert into public.usage_events
    (project_id, run_id, user_id, provider, model, step, input_tokens, cached_input_tokens, output_tokens, cost_usd)
  values (run.project_id, run.id, run.requested_by, run.provider, run.model, held.step, (p_usage ->> 'inputTokens')::bigint,
    (p_usage ->> 'cachedInputTokens')::bigint, (p_usage ->> 'outputTokens')::bigint, (p_usage ->> 'costUsd')::numeric);
  return query update public.runs set usage = private.add_usage(usage, p_usage) where id = run.id returning *;
end
$$;

-- Whatever takes a run from its worker raises the attempt. A call that worker had under way is charged what is known to
-- have been sent (A8): with nothing charged, a worker that dies at each call would spend without end.
create function private.settle_lost_calls() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  held public.budget_reservations;
begin
  perform private.lock_spending(new.requested_by);
  for held in delete from public.budget_reservations where run_id = new.id returning * loop
    insert into public.usage_events
      (project_id, run_id, user_id, provider, model, step, input_tokens, cost_usd, is_estimated)
    values (held.project_id, new.id, held.user_id, old.provider, old.model, held.step, held.input_tokens, held.input_usd, true);
    new.usage := private.add_usage(new.usage, jsonb_build_object('inputTokens', held.input_tokens, 'costUsd', held.input_usd));
  end loop;
  return new;
end
$$;
create trigger settle_lost_calls before update of attempt on public.runs for each row
  when (new.attempt > old.attempt) execute function private.settle_lost_calls();

-- A limit of a project, or, without one, of a person over all their projects. Without any limit the default holds again.
create function public.save_budget(
  p_owner_id uuid, p_period text, p_project_id uuid default null, p_limit_usd double precision default null,
  p_limit_tokens bigint default null
) returns void
language plpgsql set search_path = '' as $$
begin
  perform private.lock_spending(p_owner_id);
  if p_limit_usd is null and p_limit_tokens is null then
    delete from public.budgets where owner_id = p_owner_id and project_id is not distinct from p_project_id and period = p_period;
  else
    insert into public.budgets (owner_id, project_id, period, limit_usd, limit_tokens)
    values (p_owner_id, p_project_id, p_period, p_limit_usd, p_limit_tokens)
    on conflict (owner_id, project_id, period) do update set limit_usd = excluded.limit_usd, limit_tokens = excluded.limit_tokens;
  end if;
end
$$;

revoke all on function private.lock_spending(uuid), private.add_usage(jsonb, jsonb), private.settle_lost_calls(),
  public.list_budgets(uuid, uuid, uuid, integer),
  public.reserve_budget(uuid, integer, integer, bigint, double precision, bigint, bigint, double precision),
  public.settle_usage(uuid, uuid, integer, jsonb), public.save_budget(uuid, text, uuid, double precision, bigint)
  from public, anon, authenticated;
grant execute on function private.lock_spending(uuid), private.add_usage(jsonb, jsonb),
  public.list_budgets(uuid, uuid, uuid, integer),
  public.reserve_budget(uuid, integer, integer, bigint, double precision, bigint, bigint, double precision),
  public.settle_usage(uuid, uuid, integer, jsonb), public.save_budget(uuid, text, uuid, double precision, bigint)
  to service_role;
