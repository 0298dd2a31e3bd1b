import { diffLines } from "diff";
import { toEdit } from "./edit-text.ts";
import type { Edit } from "./write-pages.ts";

/** Edits that turn one text into another, one for each run of changed lines, to be applied one after the other. */
export function toEditings(before: string, after: string): ((current: string) => Edit[])[] {
  const editings: ((current: string) => Edit[])[] = [];
  let at = 0;
  const parts = diffLines(before, after);
  for (const [index, { added, removed, value }] of parts.entries()) {
    if (!added && !removed) {
      at += value.length;
      continue;
    }
    if (added && parts[index - 1]?.removed) continue;
    const next = parts[index + 1];
    const replacement = added ? value : next?.added ? next.value : "";
    const [start, length] = [at, added ? 0 : value.length];
    editings.push((current) => [toEdit(current, start, start + length, replacement)]);
    at += replacement.length;
  }
  return editings;
}
