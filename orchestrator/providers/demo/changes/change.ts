import { ScriptStop, type Feature, type Step } from "../script/steps.ts";
import { call, type Script, type ToolCall } from "../script/turn.ts";
import { applyEdit, readFiles } from "../script/working-tree.ts";
import { nextMigrationPath } from "../writing/write-migration.ts";
import type { Edit } from "../writing/write-pages.ts";

/** One request as a step of a run: what it is called in the plan, and how it is done. */
export type Change = Step & Feature;

type Editing = (source: string) => Edit[];

/**
 * The calls that edit a file by one function after the other, each of which sees what those before it did. Edits that no
 * longer fit are left out: a person may have changed the place.
 */
export function editCalls(path: string, source: string | null | undefined, ...editings: Editing[]): ToolCall[] {
  let current = source ?? "";
  return editings.flatMap((editing) =>
    editing(current).flatMap((edit) => {
      const changed = applyEdit(current, edit);
      if (changed === null || changed === current) return [];
      current = changed;
      return [call("edit_file", { path, search: edit.search, replace: edit.replace })];
    }),
  );
}

/** Reads one file. Throws ScriptStop when it is not there. */
export function* readExisting(path: string): Script<string> {
  const files = yield* readFiles("", [path]);
  const source = files[path];
  if (source === null || source === undefined) throw new ScriptStop(`There is no file ${path} any more.`);
  return source;
}

/** Path of a new migration behind those that are there. */
export function* chooseMigrationPath(name: string): Script<string> {
  const [result] = yield { text: "", calls: [call("list_files", { path: "supabase/migrations" })] };
  const paths = (result?.isError ? "" : (result?.content ?? "")).split("\n").map((line) => line.trim());
  return nextMigrationPath(paths, name);
}

/** Throws ScriptStop when nothing of a change can be made. */
export function requireCalls(calls: ToolCall[], otherwise: string): ToolCall[] {
  if (calls.length === 0) throw new ScriptStop(otherwise);
  return calls;
}
