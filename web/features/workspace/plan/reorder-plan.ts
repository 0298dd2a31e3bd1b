import type { FeatureInput, PlanFeature } from "#core/contracts/index.ts";

/** What `PUT /plan` takes of a feature. */
export const toInput = ({ feature, status, notes, priority }: PlanFeature): FeatureInput => ({
  feature,
  status,
  notes,
  priority,
});

/**
 * Moves a feature one place up or down among those of the same status. Answers the features whose priority changes,
 * numbered anew; an empty list when it is at the end already. `plan` is in its order.
 */
export const reorderPlan = (plan: readonly PlanFeature[], id: string, direction: "up" | "down"): FeatureInput[] => {
  const moved = plan.find((feature) => feature.id === id);
  if (moved === undefined) return [];
  const group = plan.filter(({ status }) => status === moved.status);
  const place = group.indexOf(moved);
  const other = group[direction === "up" ? place - 1 : place + 1];
  if (other === undefined) return [];
  const order = plan.map((feature) => (feature === moved ? other : feature === other ? moved : feature));
  return order
    .map((feature, index) => ({ feature, priority: index + 1 }))
    .filter(({ feature, priority }) => feature.priority !== priority)
    .map(({ feature, priority }) => ({ ...toInput(feature), priority }));
};
