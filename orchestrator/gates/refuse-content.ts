/** Characters of one file the AI writes; what is longer is data, and belongs elsewhere. */
export const MAXIMUM_FILE = 400_000;

interface Change {
  before: string | null;
  after: string;
}

/** What opens a comment in the languages of the web, and may close it on the same line. */
const comment = /^\s*(?:\/\/+|#+|\/\*+|\*|<!--|\{\/\*|--|;+|%)\s*(.*?)\s*(?:\*\/\}?|-->)?\s*$/;

const ellipsis = /\.{3}|…/;

/** Words by which models say that they left something out. */
const omission =
  /\b(?:rest|remaining|remainder|existing|previous|unchanged|omitted|(?:same|as) (?:as )?before|keep|kept|other|others|original|code|content|imports?|implementation|methods?|functions?|components?|styles?|lines?)\b/i;

/** A whole remark that stands for code, even without an ellipsis. */
const standIn =
  /^(?:\(?(?:the )?(?:rest|remainder|remaining \w+|other \w+|existing \w+|previous \w+)(?: of (?:(?:the|this|your) )?[\w ./-]{1,40})? ?(?:is |are |stays? |remains? |goes? |here|as )?(?:unchanged|(?:the )?same(?: as before)?|as before|as is|omitted(?: for brevity)?|here|stays?)\)?[.!]?)$/i;

const isPlaceholder = (line: string, isProse: boolean): boolean => {
  const remark = comment.exec(line)?.[1];
  if (remark === undefined)
    return !isProse && /^\s*\.{3}\s*\(?(?:rest|remaining|unchanged|existing|omitted)\b/i.test(line);
  if (standIn.test(remark)) return true;
  if (!ellipsis.test(remark)) return false;
  const words = remark.replaceAll(/[.…*\s/-]+/g, " ").trim();
  if (words === "") return !isProse;
  return /^\W*(?:\.{3}|…)/.test(remark) && omission.test(remark) && words.split(" ").length <= 12;
};

/** The first line that stands for code that was left out, of those that are new; with its number. */
const findPlaceholder = (path: string, { before, after }: Change): { line: string; number: number } | null => {
  const known = new Set(before?.split("\n").map((line) => line.trim()) ?? []);
  const isProse = /\.(?:md|mdx|txt)$/i.test(path);
  const lines = after.split("\n");
  const index = lines.findIndex((line) => !known.has(line.trim()) && isPlaceholder(line, isProse));
  return index === -1 ? null : { line: (lines[index] ?? "").trim().slice(0, 120), number: index + 1 };
};

/** Why a file's new content is refused, with what to do instead, or null. */
export const refuseContent = (path: string, change: Change): string | null => {
  const { after } = change;
  if (after.length > MAXIMUM_FILE) {
    return `${path} would have ${after.length} characters; the limit is ${MAXIMUM_FILE}. Split it into files by what they do.`;
  }
  if (after.includes("\u0000") || !after.isWellFormed()) {
    return `${path} would not be text: it holds characters no text file has. Write it without them.`;
  }
  const placeholder = findPlaceholder(path, change);
  if (placeholder !== null) {
    return `Line ${placeholder.number} of ${path} (${JSON.stringify(placeholder.line)}) stands for code that was left out, and the file would lose it. Write the code itself, or change only the part you mean with edit_file.`;
  }
  return null;
};
