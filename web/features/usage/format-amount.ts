import { formatCost } from "#web/lib/format/format-cost.ts";
import { formatCompact } from "#web/lib/format/format-count.ts";
import type { UsageUnit } from "./add-up-usage.ts";

/** "$1.24" or "3.4M". */
export const formatAmount = (unit: UsageUnit, amount: number): string =>
  unit === "usd" ? formatCost(amount) : formatCompact(amount);

const monthAndDay = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

/** "Nov 26", of a day such as `2026-11-26`. */
export const formatDay = (day: string): string => monthAndDay.format(Date.parse(day));
