import { z } from "zod";
import { budgetPeriodSchema, budgetRuleSchema, budgetSchema, budgetScopeSchema } from "#core/contracts/budget.ts";
import { runSchema } from "#core/contracts/run.ts";
import { type UsageDay, usageDaySchema } from "#core/contracts/usage-report.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { BudgetStore, PlannedCall } from "#core/ports/budget-store.ts";
import type { Client } from "./client.ts";
import { readRow, readRows, toRow, unwrap } from "./rows.ts";
import { toJson } from "./to-json.ts";

/** Rows one answer of the Data API holds at most. */
const PAGE = 1_000;

const reservedSchema = z.union([
  z.object({ reservationId: z.uuid(), outputTokens: z.coerce.number().int() }),
  z
    .object({
      scope: budgetScopeSchema,
      period: budgetPeriodSchema,
      unit: z.enum(["usd", "tokens"]),
      limitValue: z.coerce.number(),
      ceiling: z.coerce.number().nullable(),
      used: z.coerce.number(),
      reserved: z.coerce.number(),
    })
    .transform(({ limitValue, ...spent }) => ({ spent: { ...spent, limit: limitValue } })),
]);

const describeCall = (call: Omit<PlannedCall, "step">) => ({
  p_input_tokens: call.inputTokens,
  p_input_usd: call.inputUsd,
  p_least_output: call.leastOutputTokens,
  p_most_output: call.mostOutputTokens,
  p_output_price: call.outputPrice,
});

type Spending = Pick<BudgetStore, "reserve" | "settle" | "reserveTest" | "settleTest">;

const createSpending = (client: Client): Spending => ({
  reserveTest: async (userId, call) => {
    const parameters = { p_user_id: userId, ...describeCall(call) };
    const row = await readRow("reserve a budget", reservedSchema, client.rpc("reserve_test_budget", parameters));
    if (row === null) throw new NotFoundError("person");
    return row;
  },
  settleTest: async (reservationId, userId, { provider, model }, usage) => {
    const parameters = {
      p_reservation_id: reservationId,
      p_user_id: userId,
      p_provider: provider,
      p_model: model,
      ...(usage === null ? {} : { p_usage: toJson(usage) }),
    };
    await unwrap("settle the usage", client.rpc("settle_test_usage", parameters));
  },
  reserve: async (runId, attempt, call) => {
    const parameters = { p_run_id: runId, p_attempt: attempt, p_step: call.step, ...describeCall(call) };
    const row = await readRow("reserve a budget", reservedSchema, client.rpc("reserve_budget", parameters));
    if (row === null) throw new NotFoundError("run");
    return row;
  },
  settle: async (reservationId, runId, attempt, usage) => {
    const parameters = {
      p_reservation_id: reservationId,
      p_run_id: runId,
      p_attempt: attempt,
      ...(usage === null ? {} : { p_usage: toJson(usage) }),
    };
    const row = await readRow("settle the usage", runSchema, client.rpc("settle_usage", parameters));
    if (row === null) throw new NotFoundError("run");
    return row;
  },
});

/** What budgets are, what they may be, and what was used of them. */
export const createBudgetStore = (client: Client): BudgetStore => ({
  ...createSpending(client),
  list: ({ projectId, userId, run }) => {
    const parameters = {
      p_user_id: userId,
      ...(projectId === null ? {} : { p_project_id: projectId }),
      ...(run === undefined ? {} : { p_run_id: run.id, p_step: run.step }),
    };
    return readRows("list budgets", budgetSchema, client.rpc("list_budgets", parameters));
  },
  save: async ({ userId, projectId }, period, { limitUsd, limitTokens }) => {
    const parameters = {
      p_owner_id: userId,
      p_period: period,
      ...(projectId === null ? {} : { p_project_id: projectId }),
      ...(limitUsd === null ? {} : { p_limit_usd: limitUsd }),
      ...(limitTokens === null ? {} : { p_limit_tokens: limitTokens }),
    };
    await unwrap("save the budget", client.rpc("save_budget", parameters));
  },
  listRules: () => readRows("list the rules of budgets", budgetRuleSchema, client.from("budget_rules").select()),
  saveRule: async (scope, period, rule, userId) => {
    const row = { ...toRow(rule), updated_by: userId };
    const request = client.from("budget_rules").update(row).eq("scope", scope).eq("period", period).select();
    const saved = await readRow("save the rule of a budget", budgetRuleSchema, request);
    if (saved === null) throw new NotFoundError("budget");
    return saved;
  },
  listUsage: async (from, projectId) => {
    const all: UsageDay[] = [];
    for (let start = 0; ; start += PAGE) {
      const since = client.from("usage_days").select().gte("day", from);
      const request = projectId === undefined ? since : since.eq("project_id", projectId);
      const ordered = request.order("day").order("project_id").order("provider").order("model");
      const rows = await readRows("read the usage", usageDaySchema, ordered.range(start, start + PAGE - 1));
      all.push(...rows);
      if (rows.length < PAGE) return all;
    }
  },
});
