"use client";

import { ChartColumn } from "lucide-react";
import type { UsageReport } from "#core/contracts/index.ts";
import { EmptyState } from "#web/components/empty-state.tsx";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCompact, formatCount } from "#web/lib/format/format-count.ts";
import { addUpAll, addUpByDay, addUpByModel, addUpByProject, type UsageUnit } from "./add-up-usage.ts";
import { formatDay } from "./format-amount.ts";
import { UsageChart } from "./usage-chart.tsx";
import { UsageTable } from "./usage-table.tsx";

const Figure = ({ label, value }: { label: string; value: string }) => (
  <div className="flex flex-col">
    <dt className="text-sm text-ink-subtle">{label}</dt>
    <dd className="figures text-xl font-semibold">{value}</dd>
  </div>
);

export interface UsageReportViewProps {
  report: UsageReport;
  unit: UsageUnit;
  /** Of one project there is nothing to compare it with. */
  isOneProject: boolean;
}

/** What was used: in total, by day, by model and by project. */
export const UsageReportView = ({ report, unit, isOneProject }: UsageReportViewProps) => {
  if (report.items.length === 0) {
    return (
      <EmptyState size="sm" icon={<ChartColumn aria-hidden="true" />} title="Nothing was used in these days">
        What a run asks of a model is counted here as soon as the answer is there.
      </EmptyState>
    );
  }
  const all = addUpAll(report.items);
  const days = addUpByDay(report);
  return (
    <div className="flex flex-col gap-8">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Figure label="Cost" value={formatCost(all.costUsd)} />
        <Figure label="Tokens in" value={formatCompact(all.inputTokens)} />
        <Figure label="Tokens out" value={formatCompact(all.outputTokens)} />
        <Figure label="Calls" value={formatCount(all.calls, "", "").trim()} />
      </dl>
      <section aria-label="By day" className="flex flex-col gap-3">
        <h3 className="text-base font-medium">By day</h3>
        <UsageChart unit={unit} days={days} />
        <details className="text-base">
          <summary className="w-fit rounded-sm text-sm text-ink-muted hover:text-ink coarse:py-3">
            Show the days as a table
          </summary>
          <div className="pt-2">
            <UsageTable
              caption="Usage by day"
              header="Day"
              unit={unit}
              hasBars={false}
              sums={days.toReversed().map((day) => ({ ...day, label: formatDay(day.key) }))}
            />
          </div>
        </details>
      </section>
      <section aria-label="By model" className="flex flex-col gap-2">
        <h3 className="text-base font-medium">By model</h3>
        <UsageTable caption="Usage by model" header="Model" unit={unit} sums={addUpByModel(report.items)} />
      </section>
      {isOneProject ? null : (
        <section aria-label="By project" className="flex flex-col gap-2">
          <h3 className="text-base font-medium">By project</h3>
          <UsageTable caption="Usage by project" header="Project" unit={unit} sums={addUpByProject(report)} />
        </section>
      )}
    </div>
  );
};
