import {
  budgetRuleSchema,
  budgetSchema,
  pageSchema,
  rateRuleSchema,
  type Budget,
  type BudgetPeriod,
  type BudgetRule,
  type RateRule,
  type SaveBudget,
  type SaveBudgetRule,
  type SaveRateRule,
} from "#core/contracts/index.ts";
import { apiPath, requestApi } from "./request-api.ts";

export const budgetPageSchema = pageSchema(budgetSchema);
export const budgetRulePageSchema = pageSchema(budgetRuleSchema);
export const rateRulePageSchema = pageSchema(rateRuleSchema);

export const BUDGET_RULES_PATH = "/api/admin/budget-rules";
export const RATE_RULES_PATH = "/api/admin/rate-rules";

const placeOf = (projectId: string | null): string =>
  projectId === null ? "/api" : `/api/projects/${encodeURIComponent(projectId)}`;

/** Budgets of a project with those of its owner; of the person alone without a project. */
export const budgetsPath = (projectId: string | null): string => `${placeOf(projectId)}/budgets`;

export const usagePath = (projectId: string | null, days: number): string =>
  apiPath(`${placeOf(projectId)}/usage`, { days });

export const saveBudget = (projectId: string | null, period: BudgetPeriod, limits: SaveBudget): Promise<Budget> =>
  requestApi(`${budgetsPath(projectId)}/${period}`, { method: "PUT", body: limits, answer: budgetSchema });

export const saveBudgetRule = (
  { scope, period }: Pick<BudgetRule, "scope" | "period">,
  rule: SaveBudgetRule,
): Promise<BudgetRule> =>
  requestApi(`${BUDGET_RULES_PATH}/${scope}/${period}`, { method: "PUT", body: rule, answer: budgetRuleSchema });

export const saveRateRule = (
  { action, scope }: Pick<RateRule, "action" | "scope">,
  rule: SaveRateRule,
): Promise<RateRule> =>
  requestApi(`${RATE_RULES_PATH}/${action}/${scope}`, { method: "PUT", body: rule, answer: rateRuleSchema });
