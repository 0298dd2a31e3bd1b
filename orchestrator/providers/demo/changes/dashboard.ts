import { dashboardPath } from "../reading/read-app.ts";
import type { ToolCall } from "../script/turn.ts";
import { removeFromDashboard, type Gone } from "../writing/remove-from-dashboard.ts";
import { toEditings } from "../writing/to-editings.ts";
import { editCalls } from "./change.ts";

/** The calls that take what goes off the dashboard. */
export function dashboardCalls(source: string | null | undefined, gone: Gone[]): ToolCall[] {
  if (!source) return [];
  const after = gone.reduce(removeFromDashboard, source);
  return editCalls(dashboardPath, source, ...toEditings(source, after));
}
