"use client";

import { ListChecks } from "lucide-react";
import { memo, useMemo, useState } from "react";
import { Button } from "#web/components/button.tsx";
import { sortPlan } from "../plan/sort-plan.ts";
import { FeatureIcon } from "../plan/feature-icon.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";
import { useWorkspace } from "../workspace-context.tsx";

const SHOWN = 6;

/** What this run set out to build, and how far it is. Live while the AI works. */
export const PlanCard = memo(({ runId }: { runId: string }) => {
  const plan = useWorkspace((state) => state.rows.project_plan);
  const { show } = useView();
  const [isWhole, setWhole] = useState(false);
  const features = useMemo(
    () => sortPlan([...plan.values()].filter((feature) => feature.runId === runId)),
    [plan, runId],
  );
  if (features.length === 0) return null;
  const done = features.filter(({ status }) => status === "done").length;
  const shown = isWhole ? features : features.slice(0, SHOWN);
  return (
    <section aria-label="Plan of this run" className="overflow-hidden rounded-lg bg-surface ring-1 ring-line">
      <header className="flex items-center gap-2 px-3 pt-2.5 pb-1.5">
        <ListChecks aria-hidden="true" className="size-4 text-accent-text" />
        <h3 className="flex-1 text-sm font-medium">Plan</h3>
        <span className="figures text-xs text-ink-subtle">
          {done} of {features.length} done
        </span>
      </header>
      <div aria-hidden="true" className="mx-3 mb-1.5 h-1 overflow-hidden rounded-full bg-hover">
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-500"
          style={{ width: `${(done / features.length) * 100}%` }}
        />
      </div>
      <ol className="px-3 pb-2">
        {shown.map((feature) => (
          <li key={feature.id} className="flex items-start gap-2 py-1 text-base">
            <FeatureIcon status={feature.status} className="mt-1" />
            <span className={feature.status === "dropped" ? "break-text text-ink-subtle line-through" : "break-text"}>
              {revealControls(feature.feature)}
            </span>
          </li>
        ))}
      </ol>
      <footer className="flex items-center justify-between border-t px-1.5 py-1">
        {features.length > SHOWN ? (
          <Button size="sm" variant="ghost" onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Show less" : `Show all ${features.length}`}
          </Button>
        ) : (
          <span />
        )}
        <Button size="sm" variant="ghost" onClick={() => show({ tab: "plan" }, "push")}>
          Open the plan
        </Button>
      </footer>
    </section>
  );
});
PlanCard.displayName = "PlanCard";
