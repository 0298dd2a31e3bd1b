import type { DeploymentLog } from "#core/contracts/index.ts";
import { stripAnsi } from "../text/parse-ansi.ts";

/** Words that begin an error in the output of the usual tools; a count of none ("0 errors") is no error. */
const errorPattern =
  /(?:^|[\s[(])(?:(?:\w+)?Error\b|ERR!|error(?:\[|:|\s+TS\d)|✘|✗|FAIL(?:ED)?\b|fatal:|failed (?:to|with)\b|panic:)/;
const harmless = /\b(?:0|no) (?:errors?|failed)\b/i;

type Line = Pick<DeploymentLog, "text">;

/** Lines never change, and a growing log is looked through again with each batch: each is stripped once. */
const plainTexts = new WeakMap<Line, string>();
export const plainText = (line: Line): string => {
  const known = plainTexts.get(line);
  if (known !== undefined) return known;
  const plain = stripAnsi(line.text);
  plainTexts.set(line, plain);
  return plain;
};

const verdicts = new WeakMap<Line, boolean>();
/** Whether a line of a build's log tells of an error. */
export const isErrorLine = (line: Line): boolean => {
  const known = verdicts.get(line);
  if (known !== undefined) return known;
  const plain = plainText(line);
  const isError = errorPattern.test(plain) && !harmless.test(plain);
  verdicts.set(line, isError);
  return isError;
};

/** Places in the list of the lines that hold a text, whatever the case. Nothing for an empty text. */
export const findMatches = (lines: readonly Line[], search: string): number[] => {
  const wanted = search.toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap((line, index) => (plainText(line).toLowerCase().includes(wanted) ? [index] : []));
};

/** The next of some places after the current one, around the end. Null when there are none. */
export const nextMatch = (matches: readonly number[], current: number | null, direction: 1 | -1): number | null => {
  if (matches.length === 0) return null;
  const at = current === null ? -1 : matches.indexOf(current);
  if (at === -1) return matches[direction === 1 ? 0 : matches.length - 1] ?? null;
  return matches[(at + direction + matches.length) % matches.length] ?? null;
};
