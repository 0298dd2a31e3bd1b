import { findClosing } from "../reading/parse-model.ts";
import { escapePattern, replaceGroup, toEdit } from "./edit-text.ts";
import { quote } from "./source.ts";
import { toEditings } from "./to-editings.ts";
import type { Edit } from "./write-pages.ts";

const readList = (text: string) => [...text.matchAll(/["']([^"']+)["']/g)].map(([, name = ""]) => name);

/** Changes a list of names such as `columns={["email"]}`. */
export function changeNames(source: string, property: string, change: (names: string[]) => string[]): Edit[] {
  const match = new RegExp(String.raw`\b${property}=\{\[(?<value>[^\]]*)\]\}`, "d").exec(source);
  const range = match?.indices?.groups?.["value"];
  if (!match || !range) return [];
  const before = readList(match.groups?.["value"] ?? "");
  const after = change(before);
  return after.join() === before.join() ? [] : [toEdit(source, range[0], range[1], after.map(quote).join(", "))];
}

/** The order a list page begins with. */
export function setSort(source: string, field: string, isDescending: boolean): Edit[] {
  const options = `{ sortBy: ${quote(field)}${isDescending ? ", isDescending: true" : ""} }`;
  return replaceGroup(source, /(?<value>\{\s*sortBy:\s*["'][^"']*["'][^}]*\})/, options);
}

/** Lets a list be looked at as a calendar or a board, when it cannot yet. */
export function addViewLine(source: string, line: string): Edit[] {
  const property = line.trim().split("=")[0] ?? "";
  const match = new RegExp(String.raw`^[ \t]*filters=\{\[[^\]]*\]\}\n`, "m").exec(source);
  if (!match || new RegExp(String.raw`\b${property}=`).test(source)) return [];
  const end = match.index + match[0].length;
  return [toEdit(source, end, end, `${line}\n`)];
}

/** Editings that take fields out of a list page: its columns, its filters, and its order when that goes by one of them. */
export const withoutFields = (names: string[], otherwise: string): ((current: string) => Edit[])[] => {
  const keep = (listed: string[]) => listed.filter((name) => !names.includes(name));
  return [
    (current) => changeNames(current, "columns", keep),
    (current) => changeNames(current, "filters", keep),
    (current) => {
      const sorted = /sortBy:\s*["']([^"']*)["']/.exec(current)?.[1] ?? "";
      return names.includes(sorted) ? setSort(current, otherwise, false) : [];
    },
    ...names.map((name) => (current: string) => {
      const match = new RegExp(String.raw`^[ \t]*(?:boardBy|calendarBy)="${name}"\n`, "m").exec(current);
      return match ? [toEdit(current, match.index, match.index + match[0].length, "")] : [];
    }),
  ];
};

/** Words to put in the place of others, as whole words. */
export type WordPairs = readonly (readonly [from: string, to: string])[];

/** Text that people read: attributes that hold words, text between tags, and lines of text alone. */
const readable =
  /\b(?:title|description|text|label|hint|placeholder|aria-label)=(?:"[^"\n]*"|\{"(?:[^"\\\n]|\\.)*"\})|>[^<>{}\n]*[^<>{}\n\s][^<>{}\n]*(?=<)|^[ \t]+[A-Z][\w ,.'’-]*$/gm;

const replaceWords = (text: string, pairs: WordPairs) => {
  const words = new Map(pairs);
  const pattern = new RegExp(String.raw`\b(?:${pairs.map(([from]) => escapePattern(from)).join("|")})\b`, "g");
  return text.replaceAll(pattern, (word) => words.get(word) ?? word);
};

/** Puts other words into what people read on a page; code stays as it is. */
export const renameOnPage = (source: string, pairs: WordPairs): ((current: string) => Edit[])[] =>
  toEditings(
    source,
    source.replaceAll(readable, (text) => replaceWords(text, pairs)),
  );

/** The pairs that turn one kind of record's names into others, with and without a capital letter. */
export function toWordPairs(
  from: { singular: string; plural: string },
  to: { singular: string; plural: string },
): WordPairs {
  const pairs = [
    [from.plural, to.plural],
    [from.plural.toLowerCase(), to.plural.toLowerCase()],
    [from.singular, to.singular],
    [from.singular.toLowerCase(), to.singular.toLowerCase()],
  ] as const;
  return pairs.toSorted(([one], [other]) => other.length - one.length);
}

/** Takes the records of a collection off the page of another. */
export function removeRelated(source: string, collection: string): Edit[] {
  const match = new RegExp(String.raw`^[ \t]*<RelatedRecords collection=\{${collection}\}[^\n]*\/>\n`, "m").exec(
    source,
  );
  return match ? [toEdit(source, match.index, match.index + match[0].length, "")] : [];
}

/** The place of a page's entry in src/routes.tsx, with its line; null when it does not stand on lines of its own. */
export function findRouteLine(source: string, path: string): { start: number; end: number } | null {
  const match = new RegExp(String.raw`^[ \t]*\{\s*path:\s*"/${escapePattern(path)}"`, "m").exec(source);
  const open = match ? source.indexOf("{", match.index) : -1;
  const close = open === -1 ? -1 : findClosing(source, open);
  if (!match || close === -1) return null;
  const end = /^,?[ \t]*\n/.exec(source.slice(close));
  return end ? { start: match.index, end: close + end[0].length } : null;
}

export function removeRoute(source: string, path: string): Edit[] {
  const place = findRouteLine(source, path);
  return place ? [toEdit(source, place.start, place.end, "")] : [];
}

export const relabelRoute = (source: string, path: string, label: string): Edit[] =>
  replaceGroup(
    source,
    new RegExp(String.raw`path:\s*"/${escapePattern(path)}",[^\n]*?\blabel:\s*(?<value>"(?:[^"\\]|\\.)*")`),
    quote(label),
  );
