import Link from "next/link";
import { memo } from "react";
import { Meter } from "#web/components/meter.tsx";
import { Tooltip } from "#web/components/tooltip.tsx";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCompact } from "#web/lib/format/format-count.ts";
import { formatShare } from "#web/lib/format/format-share.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";
import { useBudgetMeter } from "./use-budget-meter.ts";

interface Amounts {
  usedUsd: number;
  usedTokens: number;
  limitUsd: number | null;
  limitTokens: number | null;
}

/** The unit of which more is gone. */
const fullerUnit = ({
  usedUsd,
  usedTokens,
  limitUsd,
  limitTokens,
}: Amounts): { used: number; limit: number } | null => {
  const all = [
    ...(limitUsd === null ? [] : [{ used: usedUsd, limit: limitUsd }]),
    ...(limitTokens === null ? [] : [{ used: usedTokens, limit: limitTokens }]),
  ];
  return all.toSorted((one, other) => other.used / other.limit - one.used / one.limit)[0] ?? null;
};

/** There is room for one of the two: money, where any was spent, or tokens. The tooltip has both, with units and limits. */
const sayUsed = ({ usedUsd, usedTokens }: Amounts): string =>
  usedUsd > 0 ? formatCost(usedUsd) : formatCompact(usedTokens);

const Part = ({ name, amounts }: { name: string; amounts: Amounts }) => {
  const full = fullerUnit(amounts);
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span className="truncate">
        {name} {sayUsed(amounts)}
      </span>
      {full === null ? null : <Meter used={full.used} limit={full.limit} className="w-10 shrink-0" />}
    </span>
  );
};

const describe = (name: string, { usedUsd, usedTokens, limitUsd, limitTokens }: Amounts): string =>
  `${name}: ${formatShare("usd", usedUsd, limitUsd)}, ${formatShare("tokens", usedTokens, limitTokens)}.`;

/** What the run on screen and the day have used of their budgets; leads to where they are set. */
export const BudgetLine = memo(({ runId }: { runId: string | null }) => {
  const { projectId } = useWorkspaceParts();
  const run = useWorkspace((state) => (runId === null ? null : (state.rows.runs.get(runId) ?? null)));
  const meter = useBudgetMeter(run);
  if (meter === null) return null;
  const { day } = meter;
  const dayName = day.scope === "project" ? "This project today" : "All your projects today";
  const label = [
    ...(meter.run === null ? [] : [describe("This run", meter.run)]),
    describe(dayName, day),
    "Change the budgets in the settings.",
  ].join(" ");
  const href = day.scope === "project" ? `/projects/${projectId}/settings#budgets` : "/settings/usage#budgets";
  return (
    <Tooltip label={label}>
      <Link
        href={href}
        className="figures flex min-w-0 items-center gap-3 rounded-xs text-xs text-ink-subtle hover:text-ink coarse:py-2"
      >
        <span className="sr-only">Budgets:</span>
        {meter.run === null ? null : <Part name="Run" amounts={meter.run} />}
        <Part name="Today" amounts={day} />
      </Link>
    </Tooltip>
  );
});
BudgetLine.displayName = "BudgetLine";
