import type { BudgetPeriod, BudgetRule, BudgetScope, SaveBudgetRule } from "#core/contracts/budget.ts";
import type { RateAction, RateRule, SaveRateRule } from "#core/contracts/rate-rule.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { recordAudit } from "./record-audit.ts";
import type { ServiceContext, Session } from "./service-context.ts";

type AuditContext = Pick<ServiceContext, "stores">;

const isAbove = (one: number | null, ceiling: number | null): boolean =>
  one !== null && ceiling !== null && one > ceiling;

/**
 * Sets default and ceiling of one kind of budget, for the whole installation; what holds changes with the next call of a
 * model. Throws NotFoundError, InvalidInputError for a default above its ceiling.
 */
export const saveBudgetRule = async (
  context: AuditContext,
  session: Session,
  { scope, period }: { scope: BudgetScope; period: BudgetPeriod },
  rule: SaveBudgetRule,
): Promise<BudgetRule> => {
  const problems = [
    ...(isAbove(rule.defaultUsd, rule.ceilingUsd) ? ["defaultUsd"] : []),
    ...(isAbove(rule.defaultTokens, rule.ceilingTokens) ? ["defaultTokens"] : []),
  ].map((path) => ({ path, message: "a default is not above its ceiling" }));
  if (problems.length > 0) throw new InvalidInputError(problems);
  const saved = await context.stores.budgets.saveRule(scope, period, rule, session.userId);
  await recordAudit(context, session, { action: "budget.changed", target: `${scope} ${period}`, details: rule });
  return saved;
};

/** Sets how often something may be done, for the whole installation. Throws NotFoundError. */
export const saveRateRule = async (
  context: AuditContext,
  session: Session,
  { action, scope }: { action: RateAction; scope: RateRule["scope"] },
  rule: SaveRateRule,
): Promise<RateRule> => {
  const saved = await context.stores.rates.saveRule(action, scope, rule, session.userId);
  await recordAudit(context, session, { action: "rate.changed", target: `${action} ${scope}`, details: rule });
  return saved;
};
