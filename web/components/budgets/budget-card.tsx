"use client";

import type { ReactNode } from "react";
import type { Budget } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { budgetPageSchema, budgetsPath } from "#web/lib/api/budgets.ts";
import { BudgetRow } from "./budget-row.tsx";
import { useBudgetDrafts } from "./use-budget-drafts.ts";

const Waiting = () => (
  <LoadingRegion label="Loading budgets">
    <div className="grid gap-3 sm:grid-cols-2">
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
      <Skeleton className="h-9" />
    </div>
  </LoadingRegion>
);

export interface BudgetCardProps {
  /** Whose budgets: a project's, or the person's over all projects. */
  projectId: string | null;
  title: string;
  description: string;
  aside?: ReactNode;
}

/** Budgets to see and to change. */
export const BudgetCard = ({ projectId, title, description, aside }: BudgetCardProps) => {
  const { data, error, mutate } = useResource(budgetsPath(projectId), budgetPageSchema);
  const scope: Budget["scope"] = projectId === null ? "user" : "project";
  const budgets = (data?.items ?? []).filter((budget) => budget.scope === scope);
  const drafts = useBudgetDrafts(projectId, budgets, () => mutate());
  return (
    <form
      id="budgets"
      onSubmit={(event) => {
        event.preventDefault();
        void drafts.save().then((isSaved) => (isSaved ? toast.success("Budgets saved") : undefined));
      }}
    >
      <SectionCard
        title={title}
        description={description}
        aside={aside}
        footer={
          <Button type="submit" variant="primary" isLoading={drafts.isSaving} disabled={!drafts.canSave}>
            Save budgets
          </Button>
        }
      >
        {data === undefined && error === undefined ? <Waiting /> : null}
        {data === undefined && error !== undefined ? (
          <ErrorState size="sm" title="The budgets could not be loaded" error={error} onRetry={() => void mutate()} />
        ) : null}
        {budgets.map((budget) => (
          <BudgetRow
            key={budget.period}
            budget={budget}
            draft={drafts.draftOf(budget)}
            errors={drafts.errorsOf(budget)}
            onChange={(draft) => drafts.change(budget.period, draft)}
          />
        ))}
        {drafts.failure === undefined ? null : <ProblemNote error={drafts.failure} />}
      </SectionCard>
    </form>
  );
};
