import { z } from "zod";
import { budgetPeriodSchema, saveBudgetSchema, userBudgetPeriodSchema } from "#core/contracts/budget.ts";
import { pageSchema } from "#core/contracts/page.ts";
import { usageQuerySchema } from "#core/contracts/usage-report.ts";
import { readUsage } from "../../services/read-usage.ts";
import { listBudgets, saveBudget } from "../../services/save-budget.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Budgets and usage";

export const budgetRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/budgets",
      tag,
      summary: "Budgets that bound a project, with what is used of them",
      params: idParams,
      status: 200,
      answer: pageSchema(answers.budget),
    },
    async ({ context, session, params }) => ({
      items: await listBudgets(context, session, params.id),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "put",
      path: "/api/projects/{id}/budgets/{period}",
      tag,
      summary: "Set a budget of a project; nulls go back to the default",
      params: idParams.extend({ period: budgetPeriodSchema }),
      body: saveBudgetSchema,
      status: 200,
      answer: answers.budget,
    },
    ({ context, session, params: { id, period }, body }) =>
      saveBudget(context, session, { projectId: id, period }, body),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/usage",
      tag,
      summary: "What the models used in a project, by day and model",
      params: idParams,
      query: usageQuerySchema,
      status: 200,
      answer: answers.usageReport,
    },
    ({ context, session, params, query }) => readUsage(context, session, { days: query.days, projectId: params.id }),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/budgets",
      tag,
      summary: "Your budgets over all your projects",
      status: 200,
      answer: pageSchema(answers.budget),
    },
    async ({ context, session }) => ({ items: await listBudgets(context, session, null), nextCursor: null }),
  ),
  defineRoute(
    {
      method: "put",
      path: "/api/budgets/{period}",
      tag,
      summary: "Set a budget over all your projects; nulls go back to the default",
      params: z.object({ period: userBudgetPeriodSchema }),
      body: saveBudgetSchema,
      status: 200,
      answer: answers.budget,
    },
    ({ context, session, params, body }) =>
      saveBudget(context, session, { projectId: null, period: params.period }, body),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/usage",
      tag,
      summary: "What the models used for you, by day, project and model",
      query: usageQuerySchema,
      status: 200,
      answer: answers.usageReport,
    },
    ({ context, session, query }) => readUsage(context, session, { days: query.days }),
  ),
];
