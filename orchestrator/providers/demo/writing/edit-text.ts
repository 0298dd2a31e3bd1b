import type { Edit } from "./write-pages.ts";

const isUnique = (source: string, search: string) =>
  search !== "" && source.indexOf(search) === source.lastIndexOf(search);

/** Where the line of an offset begins. */
export const lineStart = (source: string, index: number) => (index <= 0 ? 0 : source.lastIndexOf("\n", index - 1) + 1);
const lineEnd = (source: string, index: number) => {
  const end = source.indexOf("\n", index);
  return end === -1 ? source.length : end + 1;
};

/**
 * The edit that replaces what stands between two offsets, with as many whole lines around it as make the passage unique.
 * So the smallest edit results that can be applied without ambiguity.
 */
export function toEdit(source: string, start: number, end: number, replacement: string): Edit {
  let [from, to] = [
    lineStart(source, start),
    end > start || source[end] !== "\n" ? lineEnd(source, Math.max(start, end - 1)) : end,
  ];
  while (!isUnique(source, source.slice(from, to)) && (from > 0 || to < source.length)) {
    if (to < source.length) to = lineEnd(source, to);
    else from = lineStart(source, from - 1);
  }
  return {
    search: source.slice(from, to),
    replace: source.slice(from, start) + replacement + source.slice(end, to),
  };
}

/** Replaces the first match of a pattern's group `value`; nothing when the pattern does not match. */
export function replaceGroup(source: string | null, pattern: RegExp, replacement: string): Edit[] {
  const flags = pattern.flags.includes("d") ? pattern.flags : `${pattern.flags}d`;
  const match = new RegExp(pattern.source, flags).exec(source ?? "");
  const range = match?.indices?.groups?.["value"];
  if (!match || !range || !source || source.slice(...range) === replacement) return [];
  return [toEdit(source, range[0], range[1], replacement)];
}

export const escapePattern = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
