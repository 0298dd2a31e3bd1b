import type { Budget, BudgetPeriod, SaveBudget } from "#core/contracts/budget.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

type BudgetContext = Pick<ServiceContext, "stores">;

/** The budgets of a project with those of the person, which bound it as well; of the person alone without a project. */
export const listBudgets = async (
  context: BudgetContext,
  session: Session,
  projectId: string | null,
): Promise<Budget[]> => {
  const project = projectId === null ? null : await requireProject(session, projectId);
  return context.stores.budgets.list({ projectId: project?.id ?? null, userId: session.userId });
};

const refuseAboveCeiling = (budget: Budget, { limitUsd, limitTokens }: SaveBudget): void => {
  const problems = [
    ...(limitUsd !== null && budget.ceilingUsd !== null && limitUsd > budget.ceilingUsd
      ? [{ path: "limitUsd", message: `this installation allows at most $${budget.ceilingUsd.toFixed(2)}` }]
      : []),
    ...(limitTokens !== null && budget.ceilingTokens !== null && limitTokens > budget.ceilingTokens
      ? [
          {
            path: "limitTokens",
            message: `this installation allows at most ${budget.ceilingTokens.toLocaleString("en")} tokens`,
          },
        ]
      : []),
  ];
  if (problems.length > 0) throw new InvalidInputError(problems);
};

/**
 * Sets a budget of a project, or of the person over all projects; two nulls go back to the installation's default. Throws
 * NotFoundError, InvalidInputError for a limit above the ceiling.
 */
export const saveBudget = async (
  context: BudgetContext,
  session: Session,
  target: { projectId: string | null; period: BudgetPeriod },
  limits: SaveBudget,
): Promise<Budget> => {
  const scope = target.projectId === null ? "user" : "project";
  const find = async (): Promise<Budget> => {
    const all = await listBudgets(context, session, target.projectId);
    const found = all.find((budget) => budget.scope === scope && budget.period === target.period);
    if (found === undefined) throw new NotFoundError("budget");
    return found;
  };
  const before = await find();
  refuseAboveCeiling(before, limits);
  await context.stores.budgets.save({ userId: session.userId, projectId: target.projectId }, target.period, limits);
  if (target.projectId !== null) {
    await context.stores.activity.append({
      projectId: target.projectId,
      actor: "user",
      action: "budget.changed",
      details: { period: target.period, limitUsd: limits.limitUsd, limitTokens: limits.limitTokens },
    });
  }
  return find();
};
