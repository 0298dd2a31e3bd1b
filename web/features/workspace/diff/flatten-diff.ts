import type { DiffBlock, DiffFile, DiffLine } from "diff2html/lib-esm/types";

export type DiffMode = "unified" | "split";

/** One side of a row; `number` counts from 1 in its version of the file. */
export interface DiffCell {
  kind: "insert" | "delete" | "context";
  number: number;
  text: string;
}

/** One row of the diff as it is shown. Rows of a pair that differ carry both texts, so that words can be compared when the row comes into view. */
export type DiffRow =
  | { type: "file"; key: string; file: number }
  | { type: "hunk"; key: string; file: number; header: string }
  | {
      type: "line";
      key: string;
      file: number;
      cell: DiffCell;
      other: string | null;
      oldNumber: number | null;
      newNumber: number | null;
    }
  | { type: "pair"; key: string; file: number; left: DiffCell | null; right: DiffCell | null }
  | { type: "note"; key: string; file: number; text: string };

/** Path a file is shown under: its new one, or the old one when it is gone. */
export const pathOf = (file: DiffFile): string => (file.newName === "/dev/null" ? file.oldName : file.newName);

/** A parsed line still has git's first character, which says what happened to it. */
const textOf = (line: DiffLine): string => line.content.slice(1);

interface Change {
  deleted: DiffLine[];
  inserted: DiffLine[];
}

/** Cuts a hunk into runs of context lines and changes (deleted lines followed by inserted ones). */
const groupLines = (block: DiffBlock): (DiffLine[] | Change)[] => {
  const groups: (DiffLine[] | Change)[] = [];
  for (const line of block.lines) {
    const last = groups.at(-1);
    if (line.type === "context") {
      if (Array.isArray(last)) last.push(line);
      else groups.push([line]);
      continue;
    }
    // A deletion after an insertion begins a new change.
    const isOpen = last !== undefined && !Array.isArray(last) && !(line.type === "delete" && last.inserted.length > 0);
    const change: Change = isOpen ? last : { deleted: [], inserted: [] };
    if (!isOpen) groups.push(change);
    (line.type === "delete" ? change.deleted : change.inserted).push(line);
  }
  return groups;
};

const toCell = (line: DiffLine): DiffCell => {
  if (line.type === "delete") return { kind: "delete", number: line.oldNumber, text: textOf(line) };
  return { kind: line.type === "insert" ? "insert" : "context", number: line.newNumber, text: textOf(line) };
};

/** Lines of a change face one another when there are as many old as new ones; otherwise comparing words would mislead. */
const partnerOf = (lines: DiffLine[], others: DiffLine[], index: number): string | null => {
  const other = others[index];
  return lines.length === others.length && other !== undefined ? textOf(other) : null;
};

const toUnified = (group: DiffLine[] | Change, file: number, key: string): DiffRow[] => {
  const row = (line: DiffLine, other: string | null, name: string): DiffRow => ({
    type: "line",
    key: `${key}:${name}`,
    file,
    cell: toCell(line),
    other,
    oldNumber: line.oldNumber ?? null,
    newNumber: line.newNumber ?? null,
  });
  if (Array.isArray(group)) return group.map((line, index) => row(line, null, `c${index}`));
  const { deleted, inserted } = group;
  return [
    ...deleted.map((line, index) => row(line, partnerOf(deleted, inserted, index), `d${index}`)),
    ...inserted.map((line, index) => row(line, partnerOf(inserted, deleted, index), `i${index}`)),
  ];
};

const toSplit = (group: DiffLine[] | Change, file: number, key: string): DiffRow[] => {
  if (Array.isArray(group)) {
    return group.map((line, index) => ({
      type: "pair",
      key: `${key}:c${index}`,
      file,
      left: { kind: "context", number: line.oldNumber ?? 0, text: textOf(line) },
      right: toCell(line),
    }));
  }
  const { deleted, inserted } = group;
  return Array.from({ length: Math.max(deleted.length, inserted.length) }, (_, index) => {
    const [left, right] = [deleted[index], inserted[index]];
    return {
      type: "pair",
      key: `${key}:p${index}`,
      file,
      left: left === undefined ? null : toCell(left),
      right: right === undefined ? null : toCell(right),
    };
  });
};

const explain = (file: DiffFile): string | null => {
  if (file.isBinary === true) return "Binary file: its content is not shown.";
  if (file.isTooBig === true) return "This file is too large to be shown.";
  if (file.blocks.length > 0) return null;
  if (file.isRename === true) return "Renamed without changes.";
  if (file.oldMode !== undefined) return `Mode changed from ${String(file.oldMode)} to ${file.newMode ?? ""}.`;
  return file.isNew === true ? "Empty file." : "No changes in its text.";
};

/**
 * The rows of a parsed diff, in order: a header a file, a header a hunk, then its lines, one below the other or side by
 * side. Rows of files named in `collapsed` (by index) are left out, all but their header.
 */
export const flattenDiff = (files: DiffFile[], mode: DiffMode, collapsed: ReadonlySet<number>): DiffRow[] =>
  files.flatMap((file, index) => {
    const header: DiffRow = { type: "file", key: `f${index}`, file: index };
    if (collapsed.has(index)) return [header];
    const note = explain(file);
    if (note !== null) return [header, { type: "note", key: `f${index}:note`, file: index, text: note }];
    const body = file.blocks.flatMap((block, blockIndex): DiffRow[] => {
      const key = `f${index}:b${blockIndex}`;
      const lines = groupLines(block).flatMap((group, groupIndex) =>
        (mode === "unified" ? toUnified : toSplit)(group, index, `${key}:g${groupIndex}`),
      );
      return [{ type: "hunk", key, file: index, header: block.header }, ...lines];
    });
    return [header, ...body];
  });
