import { structuredPatch } from "diff";
import { SUBMODULE_MODE, type TreeItem } from "../objects/tree-object.ts";
import { ZERO_SHA } from "#core/contracts/id.ts";
import { isBinaryContent } from "./is-binary.ts";
import { MAXIMUM_SCORE } from "./measure-similarity.ts";

/** One file of a diff, with its contents. */
export interface FilePair {
  oldPath: string;
  path: string;
  before: TreeItem | null;
  after: TreeItem | null;
  oldContent: Buffer;
  newContent: Buffer;
  /** Set for a rename. */
  score: number | null;
}

export interface FilePatch {
  /** As `git diff` prints it, each character one byte. */
  text: string;
  additions: number;
  deletions: number;
  isBinary: boolean;
  /** The two differ in too much to compare line by line here. */
  isTruncated: boolean;
}

const CONTEXT_LINES = 3;
/** Beyond, comparing line by line takes seconds and nobody reads it. */
const MAXIMUM_EDITS = 10_000;
const MAXIMUM_BYTES = 5_000_000;
const FUNCTION_CHARACTERS = 80;

const latin = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** The last line before a hunk that begins like a definition: git shows it behind the second `@@`. */
const functionBefore = (lines: string[], start: number): string => {
  const found = lines.slice(0, Math.max(0, start - 1)).findLast((line) => /^[A-Za-z_$]/.test(line));
  return found === undefined ? "" : ` ${found.slice(0, FUNCTION_CHARACTERS).trimEnd()}`;
};

const rangeOf = (start: number, count: number): string => {
  const first = count === 0 ? start - 1 : start;
  return count === 1 ? `${first}` : `${first},${count}`;
};

const shownMode = (item: TreeItem): string => item.mode.padStart(6, "0");

const modeLines = ({ before, after }: FilePair): string[] => {
  if (before === null) return after === null ? [] : [`new file mode ${shownMode(after)}`];
  if (after === null) return [`deleted file mode ${shownMode(before)}`];
  return before.mode === after.mode ? [] : [`old mode ${shownMode(before)}`, `new mode ${shownMode(after)}`];
};

const renameLines = ({ score, oldPath, path }: FilePair): string[] =>
  score === null
    ? []
    : [
        `similarity index ${Math.floor((score * 100) / MAXIMUM_SCORE)}%`,
        `rename from ${latin(oldPath)}`,
        `rename to ${latin(path)}`,
      ];

const indexLine = ({ before, after }: FilePair): string[] => {
  if (before?.sha === after?.sha) return [];
  const mode = before !== null && before.mode === after?.mode ? ` ${before.mode}` : "";
  return [`index ${before?.sha ?? ZERO_SHA}..${after?.sha ?? ZERO_SHA}${mode}`];
};

/** What stands for the content of one side: a submodule shows its commit. */
export const shownContent = (item: TreeItem | null, content: Buffer): Buffer =>
  item?.mode === SUBMODULE_MODE ? Buffer.from(`Subproject commit ${item.sha}\n`) : content;

const formatHunks = (oldText: string, newText: string) => {
  const patch = structuredPatch("a", "b", oldText, newText, undefined, undefined, {
    context: CONTEXT_LINES,
    maxEditLength: MAXIMUM_EDITS,
  });
  if (patch === undefined) return null;
  const oldLines = oldText.split("\n");
  const lines = patch.hunks.flatMap((hunk) => [
    `@@ -${rangeOf(hunk.oldStart, hunk.oldLines)} +${rangeOf(hunk.newStart, hunk.newLines)} @@${functionBefore(oldLines, hunk.oldStart)}`,
    ...hunk.lines,
  ]);
  const body = patch.hunks.flatMap((hunk) => hunk.lines);
  return {
    lines,
    additions: body.filter((line) => line.startsWith("+")).length,
    deletions: body.filter((line) => line.startsWith("-")).length,
  };
};

const countLines = (text: string): number => (text === "" ? 0 : text.replace(/\n$/, "").split("\n").length);

/** A name with a space is ended by a tab, so that readers see where it stops. */
const endName = (label: string): string => (label.includes(" ") ? `${label}\t` : label);

/** The part of `git diff --full-index` about one file. */
export const formatPatch = (pair: FilePair): FilePatch => {
  const [oldName, newName] = [`a/${latin(pair.oldPath)}`, `b/${latin(pair.path)}`];
  const oldLabel = pair.before === null ? "/dev/null" : oldName;
  const newLabel = pair.after === null ? "/dev/null" : newName;
  const header = [`diff --git ${oldName} ${newName}`, ...modeLines(pair), ...renameLines(pair), ...indexLine(pair)];
  const finish = (lines: string[], rest: Omit<FilePatch, "text">): FilePatch => ({
    text: `${[...header, ...lines].join("\n")}\n`,
    ...rest,
  });
  const contents = [shownContent(pair.before, pair.oldContent), shownContent(pair.after, pair.newContent)];
  const isSame = pair.before?.sha === pair.after?.sha;
  if (!isSame && contents.some(isBinaryContent)) {
    const lines = [`Binary files ${oldLabel} and ${newLabel} differ`];
    return finish(lines, { additions: 0, deletions: 0, isBinary: true, isTruncated: false });
  }
  const [oldText = "", newText = ""] = contents.map((content) => content.toString("latin1"));
  const hunks = Math.max(oldText.length, newText.length) > MAXIMUM_BYTES ? null : formatHunks(oldText, newText);
  if (hunks === null) {
    const counts = { additions: countLines(newText), deletions: countLines(oldText) };
    return finish([], { ...counts, isBinary: false, isTruncated: true });
  }
  const names = hunks.lines.length === 0 ? [] : [`--- ${endName(oldLabel)}`, `+++ ${endName(newLabel)}`];
  const counts = { additions: hunks.additions, deletions: hunks.deletions };
  return finish([...names, ...hunks.lines], { ...counts, isBinary: false, isTruncated: false });
};
