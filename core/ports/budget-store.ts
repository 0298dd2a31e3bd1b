import type {
  Budget,
  BudgetPeriod,
  BudgetRule,
  BudgetScope,
  SaveBudget,
  SaveBudgetRule,
} from "#core/contracts/budget.ts";
import type { RateAction, RateRule, SaveRateRule } from "#core/contracts/rate-rule.ts";
import type { Run, Usage } from "#core/contracts/run.ts";
import type { UsageDay } from "#core/contracts/usage-report.ts";

/** A call of a model that is about to be sent. */
export interface PlannedCall {
  step: number;
  /** What will be sent, rather too much than too little. */
  inputTokens: number;
  /** US dollars. */
  inputUsd: number;
  /** An answer with less room than this is of no use. */
  leastOutputTokens: number;
  mostOutputTokens: number;
  /** US dollars per million tokens of the answer. */
  outputPrice: number;
}

/** The budget that has no room for a call. */
export interface SpentBudget {
  scope: BudgetScope;
  period: BudgetPeriod;
  unit: "usd" | "tokens";
  limit: number;
  /** What an admin lets it be raised to; null when that is not bounded. */
  ceiling: number | null;
  used: number;
  /** By calls that are under way and may yet give some of it back. */
  reserved: number;
}

export interface BudgetStore {
  /**
   * Takes what the call may come to from every budget it counts in, or from none, in one transaction (A30). Throws
   * StaleAttemptError when another worker has the run.
   */
  reserve(
    runId: string,
    attempt: number,
    call: PlannedCall,
  ): Promise<{ reservationId: string; outputTokens: number } | { spent: SpentBudget }>;
  /**
   * Puts what the call has used in place of its reservation, in the run and in the ledger; null when it was never sent.
   * A second time changes nothing. Answers the run. Throws StaleAttemptError.
   */
  settle(reservationId: string, runId: string, attempt: number, usage: Usage | null): Promise<Run>;
  /** The same for a test of a prompt, which belongs to no run and no project: only the person's budgets bound it. */
  reserveTest(
    userId: string,
    call: Omit<PlannedCall, "step">,
  ): Promise<{ reservationId: string; outputTokens: number } | { spent: SpentBudget }>;
  settleTest(
    reservationId: string,
    userId: string,
    choice: { provider: string; model: string },
    usage: Usage | null,
  ): Promise<void>;
  /** The budgets of a project and of a person; of the person alone without a project; of a run's steps with one. */
  list(target: {
    projectId: string | null;
    userId: string;
    run?: { id: string; step: number } | undefined;
  }): Promise<Budget[]>;
  /** Sets a budget of a project, or of a person over all projects; two nulls take it away. */
  save(owner: { userId: string; projectId: string | null }, period: BudgetPeriod, limits: SaveBudget): Promise<void>;
  listRules(): Promise<BudgetRule[]>;
  /** Throws NotFoundError when there is no such budget. */
  saveRule(scope: BudgetScope, period: BudgetPeriod, rule: SaveBudgetRule, userId: string): Promise<BudgetRule>;
  /** What was used from a day on (`2026-11-26`), in one project or in all that can be seen. */
  listUsage(from: string, projectId?: string): Promise<UsageDay[]>;
}

export interface RateStore {
  /** Counts one action of a person in a project. Answers 0, or the seconds until there may be another: then it was not counted. */
  take(action: RateAction, target: { userId: string; projectId: string }): Promise<number>;
  listRules(): Promise<RateRule[]>;
  /** Throws NotFoundError when there is no such rule. */
  saveRule(action: RateAction, scope: RateRule["scope"], rule: SaveRateRule, userId: string): Promise<RateRule>;
}
