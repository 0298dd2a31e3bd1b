import { useState } from "react";
import type { Budget, BudgetPeriod } from "#core/contracts/index.ts";
import { checkDraft, readDraft, toDraft, type LimitDraft } from "#web/lib/budgets/limit-draft.ts";
import { saveBudget } from "#web/lib/api/budgets.ts";

type Drafts = Partial<Record<BudgetPeriod, LimitDraft>>;

const ownOf = ({ ownUsd, ownTokens }: Budget): LimitDraft => toDraft({ limitUsd: ownUsd, limitTokens: ownTokens });

/** Limits that are being typed, and saving those that changed. */
export const useBudgetDrafts = (
  projectId: string | null,
  budgets: readonly Budget[],
  onSaved: () => Promise<unknown>,
) => {
  const [drafts, setDrafts] = useState<Drafts>({});
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const draftOf = (budget: Budget): LimitDraft => drafts[budget.period] ?? ownOf(budget);
  const isChanged = (budget: Budget): boolean => {
    const [draft, own] = [draftOf(budget), ownOf(budget)];
    return draft.usd.trim() !== own.usd || draft.tokens.trim() !== own.tokens;
  };
  const changed = budgets.filter(isChanged);
  const hasErrors = changed.some((budget) => Object.keys(checkDraft(draftOf(budget))).length > 0);
  const save = async (): Promise<boolean> => {
    if (isSaving || hasErrors || changed.length === 0) return false;
    setSaving(true);
    setFailure(undefined);
    try {
      // One after the other, so that the first that is refused is the one that is shown.
      for (const budget of changed) await saveBudget(projectId, budget.period, readDraft(draftOf(budget)));
      await onSaved();
      setDrafts({});
      return true;
    } catch (thrown) {
      await onSaved();
      setFailure(thrown);
      return false;
    } finally {
      setSaving(false);
    }
  };
  return {
    draftOf,
    errorsOf: (budget: Budget) => checkDraft(draftOf(budget)),
    change: (period: BudgetPeriod, draft: LimitDraft) => setDrafts({ ...drafts, [period]: draft }),
    canSave: changed.length > 0 && !hasErrors,
    isSaving,
    failure,
    save,
  };
};
