import { findClosing } from "../reading/parse-model.ts";
import { escapePattern, lineStart } from "./edit-text.ts";

/** What goes: all records of a collection, or a field of it. */
export interface Gone {
  collection: string;
  field?: string;
}

const word = (name: string) => String.raw`(?<![\w"/-])${escapePattern(name)}(?![\w-])`;

function toTest({ collection, field }: Gone): (text: string) => boolean {
  const ofCollection = new RegExp(`${word(collection)}|\\b${escapePattern(collection)}(?:Records|Titles)\\b`);
  const ofField = field === undefined ? null : new RegExp(`${word(field)}|\\b(?:by|show)="${escapePattern(field)}"`);
  return (text) => ofCollection.test(text) && (ofField === null || ofField.test(text));
}

/** A part of the file, whole lines. */
interface Part {
  start: number;
  end: number;
}

const wholeLines = (source: string, start: number, end: number): Part => {
  const next = source.indexOf("\n", end);
  return { start: lineStart(source, start), end: next === -1 ? source.length : next + 1 };
};

/** Elements that can go without the rest: tiles and cards. */
function listElements(source: string): Part[] {
  return [...source.matchAll(/^([ \t]*)<(StatTile|Card)\b/gm)].map((match) => {
    const [, indent = "", name = ""] = match;
    const closing = name === "StatTile" ? /\/>/g : new RegExp(`^${indent}</${name}>`, "gm");
    closing.lastIndex = match.index;
    const end = closing.exec(source);
    return wholeLines(source, match.index, end ? end.index + end[0].length - 1 : match.index);
  });
}

/** Statements inside the component, each up to its semicolon. */
const listStatements = (source: string): Part[] =>
  [...source.matchAll(/^ {2}const [\s\S]*?;$/gm)].map(({ index, 0: text }) =>
    wholeLines(source, index, index + text.length - 1),
  );

const cut = (source: string, { start, end }: Part) => source.slice(0, start) + source.slice(end);

/** Takes out the first part that fits, again and again. */
function cutWhere(source: string, list: (source: string) => Part[], fits: (text: string) => boolean): string {
  const part = list(source).find(({ start, end }) => fits(source.slice(start, end)));
  return part ? cutWhere(cut(source, part), list, fits) : source;
}

/** Attributes that add something to an element, which can do without: what a line describes, what it shows at its end. */
function cutAttributes(source: string, { collection, field }: Gone, isGone: (text: string) => boolean): string {
  let result = source;
  for (const match of source.matchAll(/ describe=(?=\{)/g)) {
    const end = findClosing(source, match.index + match[0].length);
    const text = end === -1 ? "" : source.slice(match.index, end);
    const isFieldOnly = field !== undefined && new RegExp(word(field)).test(text);
    if (text !== "" && (isFieldOnly || isGone(text))) result = result.replace(text, "");
  }
  if (field === undefined) return result;
  const shown = new RegExp(
    String.raw`(<\w+[^\n]*\bcollection=\{${escapePattern(collection)}\}[^\n]*?) show="${escapePattern(field)}"`,
    "g",
  );
  return result.replaceAll(shown, "$1");
}

const namesIn = (statement: string) =>
  [...(/^ {2}const (?:\{([^}]*)\}|(\w+))/.exec(statement)?.slice(1) ?? [])]
    .filter((names) => names !== undefined)
    .flatMap((names) => names.split(",").map((name) => name.split(":").at(-1)?.trim() ?? ""));

const uses = (source: string, name: string) =>
  source.match(new RegExp(String.raw`(?<!["/\w-])${name}\b`, "g"))?.length ?? 0;

/** Elements that show a value whose statement is gone, and statements nobody reads any more. */
function cutUnused(source: string, lost: string[]): string {
  const isLost = (text: string) => lost.some((name) => uses(text, name) > 0);
  const shown = lost.length > 0 ? cutWhere(cutWhere(source, listElements, isLost), listStatements, isLost) : source;
  const idle = listStatements(shown).find(({ start, end }) => {
    const names = namesIn(shown.slice(start, end));
    return names.length > 0 && names.every((name) => uses(shown, name) <= 1);
  });
  return idle ? cutUnused(cut(shown, idle), []) : shown;
}

function cutImports(source: string): string {
  return source.replaceAll(
    /^import (type )?\{([^}]*)\} from ("[^"]*");\n/gm,
    (line, type: string | undefined, list: string, from: string) => {
      const names = list
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean);
      const used = names.filter(
        (name) =>
          uses(
            source,
            name
              .replace(/^type\s+/, "")
              .split(/\s+as\s+/)
              .at(-1) ?? name,
          ) > 1,
      );
      if (used.length === names.length) return line;
      return used.length === 0 ? "" : `import ${type ?? ""}{ ${used.join(", ")} } from ${from};\n`;
    },
  );
}

const cutEmpty = (source: string): string => {
  const without = source.replaceAll(/^[ \t]*<div className="[\w -]*">\s*<\/div>\n/gm, "");
  return without === source ? source : cutEmpty(without);
};

/**
 * The dashboard without what goes: the tiles and cards that show it, the statements behind them, and the imports nobody
 * needs any more. Whatever else a person wrote there stays.
 */
export function removeFromDashboard(source: string, gone: Gone): string {
  const isGone = toTest(gone);
  const slim = cutAttributes(source, gone, isGone);
  const statements = listStatements(slim)
    .map(({ start, end }) => slim.slice(start, end))
    .filter(isGone);
  const lost = statements.flatMap(namesIn);
  const without = cutWhere(cutWhere(slim, listElements, isGone), listStatements, isGone);
  if (without === source) return source;
  return cutEmpty(cutImports(cutUnused(without, lost))).replaceAll(/\n{3,}/g, "\n\n");
}
