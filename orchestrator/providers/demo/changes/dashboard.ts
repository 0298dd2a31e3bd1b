import type { EntitySpec } from "../analysis/app-spec.ts";
import { dashboardPath } from "../reading/read-app.ts";
import { ScriptStop } from "../script/steps.ts";
import { call, type ToolCall } from "../script/turn.ts";
import { writeDashboard } from "../writing/write-dashboard.ts";

const mentions = (source: string, word: string) => new RegExp(String.raw`\b${word}(?:Records|Titles)?\b`).test(source);

/**
 * The calls that bring the dashboard in line when something it may show goes. One that is as this provider wrote it is
 * written anew; one that a person changed is left alone when it does not mention what goes.
 * Throws ScriptStop when it does: the person then decides what to show instead.
 */
export function dashboardCalls(
  source: string | null | undefined,
  before: EntitySpec[],
  after: EntitySpec[],
  gone: string[],
): ToolCall[] {
  if (!source || !gone.some((word) => mentions(source, word))) return [];
  const [expected, renewed] = [writeDashboard({ entities: before }), writeDashboard({ entities: after })];
  if (source.trim() === expected.trim())
    return renewed === expected ? [] : [call("write_file", { path: dashboardPath, content: renewed })];
  throw new ScriptStop(
    `The dashboard shows this and was changed by hand since I wrote it. Take it off ${dashboardPath} first, then ask again.`,
  );
}
