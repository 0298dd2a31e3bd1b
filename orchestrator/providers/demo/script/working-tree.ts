import type { Edit } from "../writing/write-pages.ts";
import { readFileResult } from "./read-file-result.ts";
import { call, type Script, type ToolCall } from "./turn.ts";

/** The text of each file, or null where there is none. */
export type Files = Record<string, string | null>;

/** Reads files in one answer. */
export function* readFiles(text: string, paths: string[]): Script<Files> {
  const results = yield { text, calls: paths.map((path) => call("read_file", { path })) };
  return Object.fromEntries(
    paths.map((path, index) => {
      const result = results[index];
      return [path, result && !result.isError ? readFileResult(result.content) : null];
    }),
  );
}

/** Applies an edit to a text we know; null when its anchor is not there exactly once. */
export function applyEdit(source: string, { search, replace }: Edit): string | null {
  const index = source.indexOf(search);
  if (index === -1 || source.includes(search, index + 1)) return null;
  return source.slice(0, index) + replace + source.slice(index + search.length);
}

/** The calls for edits that fit one after the other, and what had no anchor. */
export function toEditCalls(
  path: string,
  source: string | null,
  edits: Edit[],
): { calls: ToolCall[]; missing: Edit[] } {
  const calls: ToolCall[] = [];
  const missing: Edit[] = [];
  let current = source ?? "";
  for (const edit of edits) {
    const changed = applyEdit(current, edit);
    if (changed === null) {
      if (!current.includes(edit.replace)) missing.push(edit);
      continue;
    }
    if (changed === current) continue;
    current = changed;
    calls.push(call("edit_file", { path, search: edit.search, replace: edit.replace }));
  }
  return { calls, missing };
}
