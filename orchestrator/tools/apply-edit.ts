export interface Edit {
  search: string;
  replace: string;
}

export type EditOutcome =
  | { isApplied: true; content: string; isTolerant: boolean; line: number }
  | { isApplied: false; hint: string };

const countOf = (content: string, search: string): number[] => {
  const found: number[] = [];
  for (let at = content.indexOf(search); at !== -1; at = content.indexOf(search, at + 1)) found.push(at);
  return found;
};

const lineAt = (content: string, offset: number): number => content.slice(0, offset).split("\n").length;

/** A line without what editors and models change about white space. */
const fold = (line: string): string => line.trim().replaceAll(/\s+/g, " ");

const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? "";

/** Lines of a passage without the empty ones at its ends, which mean nothing when white space is forgiven. */
const toPassage = (text: string): string[] => {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== "");
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex((line) => line.trim() !== "") + 1);
};

/** Where the folded passage stands in the folded lines, as indices of its first line. */
const findPassage = (lines: string[], passage: string[]): number[] => {
  const found: number[] = [];
  for (let start = 0; start + passage.length <= lines.length; start += 1) {
    if (passage.every((line, index) => lines[start + index] === line)) found.push(start);
  }
  return found;
};

/**
 * Gives the replacement the indentation of the place it goes to, by what the first line of the passage has and should have:
 * models often leave out the outermost indentation, or write tabs as spaces.
 */
const shiftIndent = (replace: string[], from: string, to: string): string[] =>
  replace.map((line) => (line.trim() !== "" && line.startsWith(from) ? to + line.slice(from.length) : line));

const ambiguous = (lines: number[]): EditOutcome => ({
  isApplied: false,
  hint: `The passage occurs ${lines.length} times, at lines ${lines.slice(0, 8).join(", ")}. Make search longer, with lines around it that occur once.`,
});

/** The places most like the first telling line of the passage, so that the model sees what is really there. */
const describeMissing = (lines: string[], passage: string[]): string => {
  const wanted = passage.find((line) => /\w/.test(line)) ?? passage[0] ?? "";
  const words = new Set(fold(wanted).match(/\w{2,}/g) ?? []);
  const score = (line: string): number => (line.match(/\w{2,}/g) ?? []).filter((word) => words.has(word)).length;
  const best = lines
    .map((line, index) => ({ index, score: score(line) }))
    .toSorted((one, other) => other.score - one.score)[0];
  if (best === undefined || best.score === 0 || best.score * 2 < words.size)
    return "Read the file and copy the passage.";
  const start = Math.max(0, best.index - 2);
  const around = lines.slice(start, best.index + 4).map((line, index) => `${start + index + 1}\t${line.slice(0, 200)}`);
  return `The nearest lines are:\n${around.join("\n")}\nCopy the passage as it is, or read the file.`;
};

const applyTolerantly = (content: string, { search, replace }: Edit): EditOutcome => {
  const ending = content.includes("\r\n") ? "\r\n" : "\n";
  const lines = content.split(/\r?\n/);
  const passage = toPassage(search);
  const found = findPassage(lines.map(fold), passage.map(fold));
  const [start] = found;
  if (start === undefined)
    return { isApplied: false, hint: `The passage is not there. ${describeMissing(lines, passage)}` };
  if (found.length > 1) return ambiguous(found.map((index) => index + 1));
  const replacement = replace.trim() === "" ? [] : toPassage(replace);
  const shifted = shiftIndent(replacement, indentOf(passage[0] ?? ""), indentOf(lines[start] ?? ""));
  const result = [...lines.slice(0, start), ...shifted, ...lines.slice(start + passage.length)];
  return { isApplied: true, content: result.join(ending), isTolerant: true, line: start + 1 };
};

/**
 * Replaces the one passage of a text that `search` names: exactly as it is, else by whole lines with white space forgiven.
 * Refuses when it is not there or not there once; a wrong guess would damage a file silently.
 */
export const applyEdit = (content: string, edit: Edit): EditOutcome => {
  const { search, replace } = edit;
  if (search.trim() === "") {
    return {
      isApplied: false,
      hint: "search is empty. Name the passage to replace, or use write_file for a whole file.",
    };
  }
  if (search === replace)
    return { isApplied: false, hint: "search and replace are the same, so there is nothing to do." };
  const exact = countOf(content, search);
  const [at] = exact;
  if (exact.length > 1) return ambiguous(exact.map((offset) => lineAt(content, offset)));
  if (at === undefined) return applyTolerantly(content, edit);
  const changed = content.slice(0, at) + replace + content.slice(at + search.length);
  return { isApplied: true, content: changed, isTolerant: false, line: lineAt(content, at) };
};
