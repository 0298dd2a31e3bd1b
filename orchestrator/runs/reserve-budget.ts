import { BudgetSpentError } from "#core/errors/budget-spent-error.ts";
import type { PlannedCall, SpentBudget } from "#core/ports/budget-store.ts";
import { planCall } from "./plan-call.ts";
import { RunLimitError } from "./run-limit-error.ts";
import type { RunSession } from "./run-session.ts";

/** How often, and how many times, it is looked whether calls under way have given back enough of what they reserved. */
const LOOK_MILLISECONDS = 2_000;
const MAXIMUM_LOOKS = 60;

const MILLION = 1_000_000;

export interface Reservation {
  id: string;
  /** What the answer may have, so that no budget is passed whatever the model does with it. */
  maxOutputTokens: number;
}

const countCalls = (session: RunSession): number =>
  session.messages.filter(({ role, parts }) => role === "assistant" && parts.length > 0).length;

/** Whether there is room once the calls that are under way are settled, if they come to little. */
const isHeldByOthers = ({ unit, limit, used, reserved }: SpentBudget, call: PlannedCall): boolean => {
  const needed =
    unit === "tokens"
      ? call.inputTokens + call.leastOutputTokens
      : call.inputUsd + (call.leastOutputTokens * call.outputPrice) / MILLION;
  return reserved > 0 && limit - used >= needed;
};

/**
 * Takes what the next call may come to from every budget it counts in, in one transaction (A30); waits for a while where
 * calls under way hold what it needs. Throws BudgetSpentError when a budget has no room for an answer, RunLimitError
 * when the run has made all its calls: the call is then not sent.
 */
export const reserveBudget = async (session: RunSession, inputTokens: number): Promise<Reservation> => {
  const { dependencies, limits, model, run, signal, step } = session;
  if (countCalls(session) >= limits.modelCalls) {
    throw new RunLimitError("model calls", String(limits.modelCalls), { limit: "modelCalls" });
  }
  const call = planCall(model, inputTokens, { step: step.number, mostOutputTokens: limits.outputTokens });
  for (let looks = 0; ; looks += 1) {
    const answer = await dependencies.stores.budgets.reserve(run.id, run.attempt, call);
    if (!("spent" in answer)) return { id: answer.reservationId, maxOutputTokens: answer.outputTokens };
    if (looks >= MAXIMUM_LOOKS || !isHeldByOthers(answer.spent, call)) {
      throw new BudgetSpentError(answer.spent, dependencies.clock.now());
    }
    await dependencies.clock.sleep(LOOK_MILLISECONDS, signal);
  }
};
