import { diff3Merge } from "node-diff3";
import { isBinaryContent } from "./is-binary.ts";

const MAXIMUM_BYTES = 5_000_000;

/** Lines with their ends, each character one byte. */
const linesOf = (content: Buffer): string[] => content.toString("latin1").match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Joins two edits of one file line by line; null where a person has to. */
export const mergeText = (base: Buffer, ours: Buffer, theirs: Buffer): Buffer | null => {
  const contents = [base, ours, theirs];
  if (contents.some((content) => content.length > MAXIMUM_BYTES || isBinaryContent(content))) return null;
  const regions = diff3Merge(linesOf(ours), linesOf(base), linesOf(theirs), { excludeFalseConflicts: true });
  const parts: string[] = [];
  for (const region of regions) {
    if (region.ok === undefined) return null;
    parts.push(...region.ok);
  }
  return Buffer.from(parts.join(""), "latin1");
};
