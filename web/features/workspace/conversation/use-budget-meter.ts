import { useEffect, useRef } from "react";
import type { Budget, Run } from "#core/contracts/index.ts";
import { useResource } from "#web/hooks/use-resource.ts";
import { budgetPageSchema, budgetsPath } from "#web/lib/api/budgets.ts";
import { useWorkspaceParts } from "../workspace-context.tsx";

export interface BudgetMeter {
  /** What the run on screen has used, of the budget of a run; null while there is no run. */
  run: { usedUsd: number; usedTokens: number; limitUsd: number | null; limitTokens: number | null } | null;
  /** The day's budget that is closest to its end: the project's, or the person's. */
  day: Budget;
}

const shareOf = (budget: Budget): number =>
  Math.max(
    budget.limitUsd === null ? 0 : budget.usedUsd / Math.max(budget.limitUsd, Number.EPSILON),
    budget.limitTokens === null ? 0 : budget.usedTokens / Math.max(budget.limitTokens, Number.EPSILON),
  );

const chooseDay = (budgets: readonly Budget[]): Budget | undefined => {
  const days = budgets.filter(({ period }) => period === "day");
  const own = days.find(({ scope }) => scope === "project");
  return days.reduce(
    (tight, budget) => (tight === undefined || shareOf(budget) > shareOf(tight) ? budget : tight),
    own,
  );
};

/** Budgets of the project as far as they matter now. Each call that is settled changes the run's usage, and has them read again. */
export const useBudgetMeter = (run: Run | null): BudgetMeter | null => {
  const { projectId } = useWorkspaceParts();
  const { data, mutate } = useResource(budgetsPath(projectId), budgetPageSchema, { dedupingInterval: 1_000 });
  const used = run === null ? 0 : run.usage.inputTokens + run.usage.outputTokens;
  const before = useRef(used);
  useEffect(() => {
    if (before.current === used) return;
    before.current = used;
    void mutate();
  }, [used, mutate]);
  const budgets = data?.items ?? [];
  const day = chooseDay(budgets);
  if (day === undefined) return null;
  const limits = budgets.find(({ scope, period }) => scope === "project" && period === "run");
  return {
    day,
    run:
      run === null
        ? null
        : {
            usedUsd: run.usage.costUsd,
            usedTokens: used,
            limitUsd: limits?.limitUsd ?? null,
            limitTokens: limits?.limitTokens ?? null,
          },
  };
};
