"use client";

import type { ReactNode } from "react";
import type { z } from "zod";
import { SectionCard } from "#web/components/card.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { BUDGET_RULES_PATH, budgetRulePageSchema, RATE_RULES_PATH, rateRulePageSchema } from "#web/lib/api/budgets.ts";
import { BudgetRuleRow } from "./budget-rule-row.tsx";
import { RateRuleRow } from "./rate-rule-row.tsx";

interface RulesProps<Schema extends z.ZodType> {
  title: string;
  description: string;
  path: string;
  schema: Schema;
  children: (page: z.output<Schema>, reload: () => Promise<unknown>) => ReactNode;
}

/** A card of rules, once they are there. */
const Rules = <Schema extends z.ZodType>({ title, description, path, schema, children }: RulesProps<Schema>) => {
  const { data, error, mutate } = useResource(path, schema);
  return (
    <SectionCard title={title} description={description}>
      {data === undefined && error === undefined ? (
        <LoadingRegion label={`Loading: ${title}`}>
          <div className="flex flex-col gap-3">
            <Skeleton className="h-9" />
            <Skeleton className="h-9" />
          </div>
        </LoadingRegion>
      ) : null}
      {data === undefined && error !== undefined ? (
        <ErrorState size="sm" title="The rules could not be loaded" error={error} onRetry={() => void mutate()} />
      ) : null}
      {data === undefined ? null : children(data, () => mutate())}
    </SectionCard>
  );
};

const order = ["step", "run", "day", "total"];

/** What people of this installation may spend, and how often they may start things. */
export const LimitSettings = () => (
  <>
    <Rules
      title="Budgets"
      description="A default holds where nobody chose a budget; nobody can choose one above the ceiling. Days begin at midnight UTC."
      path={BUDGET_RULES_PATH}
      schema={budgetRulePageSchema}
    >
      {({ items }, reload) =>
        items
          .toSorted(
            (one, other) =>
              one.scope.localeCompare(other.scope) || order.indexOf(one.period) - order.indexOf(other.period),
          )
          .map((rule) => <BudgetRuleRow key={`${rule.scope} ${rule.period}`} rule={rule} onSaved={reload} />)
      }
    </Rules>
    <Rules
      title="Rates"
      description="How often people may start runs and ask for deployments. Deployments that a push causes are not counted."
      path={RATE_RULES_PATH}
      schema={rateRulePageSchema}
    >
      {({ items }, reload) =>
        items
          .toReversed()
          .map((rule) => <RateRuleRow key={`${rule.action} ${rule.scope}`} rule={rule} onSaved={reload} />)
      }
    </Rules>
  </>
);
