import { Table, type Column } from "#web/components/table.tsx";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCompact } from "#web/lib/format/format-count.ts";
import { amountOf, type UsageSum, type UsageUnit } from "./add-up-usage.ts";

const figures: Column<UsageSum>[] = [
  { key: "calls", header: "Calls", align: "right", render: ({ calls }) => formatCompact(calls) },
  {
    key: "in",
    header: "Tokens in",
    align: "right",
    render: (sum) => formatCompact(sum.inputTokens),
  },
  { key: "out", header: "Tokens out", align: "right", render: (sum) => formatCompact(sum.outputTokens) },
  { key: "cost", header: "Cost", align: "right", render: ({ costUsd }) => formatCost(costUsd) },
];

/** A name with a bar as long as its share of the largest. */
const Share = ({ sum, unit, most }: { sum: UsageSum; unit: UsageUnit; most: number }) => (
  <div className="flex min-w-36 flex-col gap-1">
    <span className="break-text">{sum.label}</span>
    <span aria-hidden="true" className="block h-1 overflow-hidden rounded-full bg-pressed">
      <span
        className="block h-full rounded-full bg-accent"
        style={{ width: `${most > 0 ? (amountOf(unit, sum) / most) * 100 : 0}%` }}
      />
    </span>
  </div>
);

export interface UsageTableProps {
  caption: string;
  /** What the rows are: "Model". */
  header: string;
  unit: UsageUnit;
  sums: readonly UsageSum[];
  /** Draws a bar in each row. */
  hasBars?: boolean;
}

/** Usage in figures, one row a group. */
export const UsageTable = ({ caption, header, unit, sums, hasBars = true }: UsageTableProps) => {
  const most = Math.max(0, ...sums.map((sum) => amountOf(unit, sum)));
  const columns: Column<UsageSum>[] = [
    {
      key: "label",
      header,
      className: "w-full",
      render: (sum) => (hasBars ? <Share sum={sum} unit={unit} most={most} /> : sum.label),
    },
    ...figures,
  ];
  return <Table caption={caption} columns={columns} rows={sums} rowKey={({ key }) => key} />;
};
