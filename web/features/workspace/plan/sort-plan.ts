import type { PlanFeature } from "#core/contracts/index.ts";

/** Features in the order they are meant to be built: by priority, then as they were planned. */
export const sortPlan = (features: readonly PlanFeature[]): PlanFeature[] =>
  features.toSorted(
    (one, other) =>
      one.priority - other.priority || one.createdAt.localeCompare(other.createdAt) || one.id.localeCompare(other.id),
  );
