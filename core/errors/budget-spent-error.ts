import type { SpentBudget } from "../ports/budget-store.ts";
import { LetscodeError } from "./letscode-error.ts";

const names: Record<`${SpentBudget["scope"]}/${SpentBudget["period"]}`, string> = {
  "project/step": "the budget of a step",
  "project/run": "the budget of a run",
  "project/day": "the project's budget for a day",
  "project/total": "the project's budget in total",
  "user/step": "your budget for a step",
  "user/run": "your budget for a run",
  "user/day": "your budget for a day",
  "user/total": "your budget in total",
};

const describeAmount = (unit: SpentBudget["unit"], amount: number): string =>
  unit === "usd" ? `$${amount.toFixed(2)}` : `${Math.round(amount).toLocaleString("en")} tokens`;

const place = ({ scope }: SpentBudget): string =>
  scope === "project" ? "in the settings of the project" : "on your usage page";

const describeFix = (spent: SpentBudget): string => {
  const isAtCeiling = spent.ceiling !== null && spent.limit >= spent.ceiling;
  const raise = isAtCeiling ? "Ask an admin of this installation to raise its ceiling" : `Raise it ${place(spent)}`;
  const wait = spent.period === "day" ? ", or wait until it is whole again at midnight UTC" : "";
  return `Everything so far is kept. ${raise}${wait}; then let the run go on.`;
};

/** Seconds until the next day begins, in UTC. */
const secondsToMidnight = (now: Date): number =>
  Math.ceil((new Date(now).setUTCHours(24, 0, 0, 0) - now.getTime()) / 1000);

/** A budget has no room for a call of the model, which was therefore not sent. */
export class BudgetSpentError extends LetscodeError {
  constructor(spent: SpentBudget, now: Date) {
    const { unit, limit, used, reserved } = spent;
    const inFlight = reserved > 0 ? `, and calls under way may take ${describeAmount(unit, reserved)}` : "";
    super({
      code: "budget_spent",
      status: 429,
      message: `The next call of the model could go past ${names[`${spent.scope}/${spent.period}`]}, which is ${describeAmount(unit, limit)}: ${describeAmount(unit, used)} are used${inFlight}. It was not sent.`,
      fix: describeFix(spent),
      data: {
        ...spent,
        ...(spent.period === "day" ? { retryAfterSeconds: secondsToMidnight(now) } : {}),
      },
    });
  }
}
