import { formatCost } from "./format-cost.ts";
import { formatCompact } from "./format-count.ts";

/** "$0.42 of $25.00", "1.2K of 8M tokens", or what was used alone where nothing limits it. */
export const formatShare = (unit: "usd" | "tokens", used: number, limit: number | null): string => {
  if (unit === "usd") return limit === null ? formatCost(used) : `${formatCost(used)} of ${formatCost(limit)}`;
  return limit === null ? `${formatCompact(used)} tokens` : `${formatCompact(used)} of ${formatCompact(limit)} tokens`;
};
