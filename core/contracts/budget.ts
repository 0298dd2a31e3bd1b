import { z } from "zod";

/** Whose spending a budget bounds: one project's, or a person's over all their projects. */
export const budgetScopeSchema = z.enum(["project", "user"]);
export type BudgetScope = z.infer<typeof budgetScopeSchema>;

/** Over what it bounds it. Days begin at midnight UTC; `total` is for ever. */
export const budgetPeriodSchema = z.enum(["step", "run", "day", "total"]);
export type BudgetPeriod = z.infer<typeof budgetPeriodSchema>;

export const userBudgetPeriodSchema = budgetPeriodSchema.extract(["day", "total"]);

/** US dollars; null does not limit. */
const usdSchema = z.coerce.number().nonnegative().nullable();
/** Tokens in and out together; null does not limit. */
const tokensSchema = z.coerce.number().int().nonnegative().nullable();

/** One budget with what counts in it: what its owner chose, what the installation says, and what of it is gone. */
export const budgetSchema = z.object({
  scope: budgetScopeSchema,
  period: budgetPeriodSchema,
  ownUsd: usdSchema,
  ownTokens: tokensSchema,
  defaultUsd: usdSchema,
  defaultTokens: tokensSchema,
  ceilingUsd: usdSchema,
  ceilingTokens: tokensSchema,
  /** What holds: the owner's choice or else the default, never above the ceiling. */
  limitUsd: usdSchema,
  limitTokens: tokensSchema,
  usedUsd: z.coerce.number(),
  usedTokens: z.coerce.number().int(),
  /** What calls that are under way may still come to. */
  reservedUsd: z.coerce.number(),
  reservedTokens: z.coerce.number().int(),
});
export type Budget = z.infer<typeof budgetSchema>;

const givenUsd = z.number("give an amount in US dollars").nonnegative("an amount is not negative").max(1_000_000);
const givenTokens = z
  .number("give a number of tokens")
  .int("tokens are whole")
  .nonnegative("a number of tokens is not negative")
  .max(1_000_000_000_000);

/** What a budget may be set to; null goes back to the default of the installation. */
export const saveBudgetSchema = z.object({
  limitUsd: givenUsd.nullable(),
  limitTokens: givenTokens.nullable(),
});
export type SaveBudget = z.infer<typeof saveBudgetSchema>;

/** What an installation says about one kind of budget; null does not limit. */
export const budgetRuleSchema = z.object({
  scope: budgetScopeSchema,
  period: budgetPeriodSchema,
  defaultUsd: usdSchema,
  defaultTokens: tokensSchema,
  ceilingUsd: usdSchema,
  ceilingTokens: tokensSchema,
});
export type BudgetRule = z.infer<typeof budgetRuleSchema>;

export const saveBudgetRuleSchema = z.object({
  defaultUsd: givenUsd.nullable(),
  defaultTokens: givenTokens.nullable(),
  ceilingUsd: givenUsd.nullable(),
  ceilingTokens: givenTokens.nullable(),
});
export type SaveBudgetRule = z.infer<typeof saveBudgetRuleSchema>;
