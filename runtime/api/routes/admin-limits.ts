import { z } from "zod";
import { budgetPeriodSchema, budgetScopeSchema, saveBudgetRuleSchema } from "#core/contracts/budget.ts";
import { pageSchema } from "#core/contracts/page.ts";
import { rateActionSchema, rateRuleSchema, saveRateRuleSchema } from "#core/contracts/rate-rule.ts";
import { saveBudgetRule, saveRateRule } from "../../services/save-limit-rules.ts";
import { defineAdminRoute } from "../define-route.ts";
import { answers } from "../schemas.ts";

const tag = "Admin";

export const adminLimitRoutes = [
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/budget-rules",
      tag,
      summary: "Defaults and ceilings of budgets",
      status: 200,
      answer: pageSchema(answers.budgetRule),
    },
    async ({ context }) => ({ items: await context.stores.budgets.listRules(), nextCursor: null }),
  ),
  defineAdminRoute(
    {
      method: "put",
      path: "/api/admin/budget-rules/{scope}/{period}",
      tag,
      summary: "Set default and ceiling of a budget; null does not limit",
      params: z.object({ scope: budgetScopeSchema, period: budgetPeriodSchema }),
      body: saveBudgetRuleSchema,
      status: 200,
      answer: answers.budgetRule,
    },
    ({ context, session, params, body }) => saveBudgetRule(context, session, params, body),
  ),
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/rate-rules",
      tag,
      summary: "How often runs and deployments may be asked for",
      status: 200,
      answer: pageSchema(answers.rateRule),
    },
    async ({ context }) => ({ items: await context.stores.rates.listRules(), nextCursor: null }),
  ),
  defineAdminRoute(
    {
      method: "put",
      path: "/api/admin/rate-rules/{action}/{scope}",
      tag,
      summary: "Set how often, in how many seconds",
      params: z.object({ action: rateActionSchema, scope: rateRuleSchema.shape.scope }),
      body: saveRateRuleSchema,
      status: 200,
      answer: answers.rateRule,
    },
    ({ context, session, params, body }) => saveRateRule(context, session, params, body),
  ),
];
