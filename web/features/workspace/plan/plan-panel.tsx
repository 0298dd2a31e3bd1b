"use client";

import { ListChecks, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { featureInputSchema, type FeatureInput, type FeatureStatus } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { useWorkspace } from "../workspace-context.tsx";
import { featureStatuses } from "./feature-icon.tsx";
import { FeatureRow } from "./feature-row.tsx";
import { reorderPlan } from "./reorder-plan.ts";
import { sortPlan } from "./sort-plan.ts";

/** What is going on first, then what comes, then what is behind us. */
const order: readonly FeatureStatus[] = ["in_progress", "planned", "done", "dropped"];

const AddFeature = ({ isSaving, onAdd }: { isSaving: boolean; onAdd: (feature: FeatureInput) => Promise<boolean> }) => {
  const [name, setName] = useState("");
  const parsed = featureInputSchema.safeParse({ feature: name });
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!parsed.success) return;
        void onAdd(parsed.data).then((isAdded) => {
          if (isAdded) setName("");
        });
      }}
    >
      <Input
        aria-label="New feature"
        placeholder="Add a feature for the AI to build"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        className="flex-1"
      />
      <Button type="submit" icon={<Plus aria-hidden="true" />} isLoading={isSaving} disabled={!parsed.success}>
        Add
      </Button>
    </form>
  );
};

/** The project's plan: what is built, what is being built, what comes. The AI and the person both write it. */
export const PlanPanel = () => {
  const rows = useWorkspace((state) => state.rows.project_plan);
  const plan = useMemo(() => sortPlan([...rows.values()]), [rows]);
  const { savePlan } = useControls();
  const saving = useAction(async (features: FeatureInput[]) => {
    if (features.length > 0) await savePlan(features);
    return true;
  });
  const save = async (features: FeatureInput[]): Promise<boolean> => (await saving.run(features)) === true;
  const done = plan.filter(({ status }) => status === "done").length;
  return (
    <section aria-label="Plan" className="h-full overflow-y-auto">
      <div className="mx-auto flex max-w-2xl flex-col gap-5 p-5">
        <header className="flex items-baseline justify-between gap-3">
          <h2 className="text-lg font-semibold">Plan</h2>
          {plan.length === 0 ? null : (
            <p className="figures text-sm text-ink-subtle">
              {done} of {plan.length} done
            </p>
          )}
        </header>
        <AddFeature isSaving={saving.isWorking} onAdd={(feature) => save([feature])} />
        {saving.error === null ? null : <ProblemNote error={saving.error} />}
        {plan.length === 0 ? (
          <EmptyState size="sm" icon={<ListChecks aria-hidden="true" />} title="Nothing is planned yet">
            The AI writes its plan here before it writes code. What you add is read with the next prompt.
          </EmptyState>
        ) : null}
        {order.map((status) => {
          const features = plan.filter((feature) => feature.status === status);
          return features.length === 0 ? null : (
            <section key={status} aria-label={featureStatuses[status].label}>
              <h3 className="mb-1 flex items-center gap-2 px-1.5 text-sm font-medium text-ink-muted">
                {featureStatuses[status].label}
                <span className="figures font-normal text-ink-subtle">{features.length}</span>
              </h3>
              <ol className="flex flex-col">
                {features.map((feature) => (
                  <FeatureRow
                    key={feature.id}
                    feature={feature}
                    isSaving={saving.isWorking}
                    onSave={save}
                    onMove={(direction) => void save(reorderPlan(plan, feature.id, direction))}
                  />
                ))}
              </ol>
            </section>
          );
        })}
      </div>
    </section>
  );
};
