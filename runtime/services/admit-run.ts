import type { Budget } from "#core/contracts/budget.ts";
import { activeRunStates } from "#core/contracts/run.ts";
import { BudgetSpentError } from "#core/errors/budget-spent-error.ts";
import { TooManyRunsError } from "#core/errors/too-many-runs-error.ts";
import type { SpentBudget } from "#core/ports/budget-store.ts";
import type { ServiceContext, Session } from "./service-context.ts";
import { takeRate } from "./take-rate.ts";

/** Runs of one project that may wait or work at the same time; a double click costs nothing, a loop is stopped early. */
export const MAXIMUM_ACTIVE_RUNS = 10;

/** How a budget is spent already, before anything is sent; null while something is left. What is under way may come back. */
const findSpent = (budget: Budget): SpentBudget | null => {
  const { scope, period } = budget;
  if (budget.limitTokens !== null && budget.usedTokens >= budget.limitTokens) {
    const [limit, ceiling, used] = [budget.limitTokens, budget.ceilingTokens, budget.usedTokens];
    return { scope, period, unit: "tokens", limit, ceiling, used, reserved: budget.reservedTokens };
  }
  // A model without a price spends no dollars, so a limit of nothing does not keep it from working.
  if (budget.limitUsd !== null && budget.usedUsd > 0 && budget.usedUsd >= budget.limitUsd) {
    const [limit, ceiling, used] = [budget.limitUsd, budget.ceilingUsd, budget.usedUsd];
    return { scope, period, unit: "usd", limit, ceiling, used, reserved: budget.reservedUsd };
  }
  return null;
};

/**
 * Lets a run begin, or says what speaks against it: too many runs of the project that wait or work, a budget with nothing
 * left, more starts than may be in a stretch of time. A repetition with the same key is let through: it makes no new run.
 * Active runs are counted again where the run is inserted, since others may start in the same instant; here, so that a
 * start that is refused for them takes nothing from the rate. Throws LimitReachedError, BudgetSpentError.
 */
export const admitRun = async (
  context: Pick<ServiceContext, "stores" | "clock">,
  session: Session,
  projectId: string,
  idempotencyKey: string | undefined,
): Promise<void> => {
  const { items } = await session.stores.runs.list(projectId, { limit: 50 });
  if (idempotencyKey !== undefined && items.some((run) => run.idempotencyKey === idempotencyKey)) return;
  const active = items.filter(({ state }) => activeRunStates.includes(state)).length;
  if (active >= MAXIMUM_ACTIVE_RUNS) throw new TooManyRunsError(active);
  const budgets = await context.stores.budgets.list({ projectId, userId: session.userId });
  const spent = budgets.map(findSpent).find((found) => found !== null);
  if (spent !== undefined) throw new BudgetSpentError(spent, context.clock.now());
  await takeRate(context, "run", { userId: session.userId, projectId });
};
