import { diffLines } from "diff";

export interface DiffLine {
  kind: "same" | "added" | "removed" | "gap";
  text: string;
}

/** Unchanged lines that are shown around a change. */
const CONTEXT = 2;

const toLines = (text: string): string[] => text.replace(/\n$/, "").split("\n");

const same = (text: string): DiffLine => ({ kind: "same", text });

/** Keeps the unchanged lines next to changes, and says how many are left out. */
const shorten = (lines: string[], isFirst: boolean, isLast: boolean): DiffLine[] => {
  const before = isFirst ? 0 : CONTEXT;
  const after = isLast ? 0 : CONTEXT;
  if (lines.length <= before + after + 1) return lines.map(same);
  const left = lines.length - before - after;
  return [
    ...lines.slice(0, before).map(same),
    { kind: "gap", text: `${left} unchanged lines` },
    ...lines.slice(lines.length - after).map(same),
  ];
};

/** What changed from one text to another, line by line. Empty when nothing did. */
export const compareLines = (before: string, after: string): DiffLine[] => {
  const changes = diffLines(before, after);
  if (changes.every(({ added, removed }) => !added && !removed)) return [];
  return changes.flatMap(({ value, added, removed }, index): DiffLine[] => {
    const lines = toLines(value);
    if (added) return lines.map((text) => ({ kind: "added", text }));
    if (removed) return lines.map((text) => ({ kind: "removed", text }));
    return shorten(lines, index === 0, index === changes.length - 1);
  });
};
