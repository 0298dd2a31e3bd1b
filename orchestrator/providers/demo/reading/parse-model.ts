import { z } from "zod";
import type { ChoiceSpec, EntitySpec, FieldSpec, FieldType } from "../analysis/app-spec.ts";
import { isPersonNoun } from "../analysis/build-entity.ts";
import { findEntry } from "../analysis/lexicon.ts";
import { toKebab } from "../analysis/words.ts";

/** A kind of record as a project's files describe it. */
export interface KnownEntity extends EntitySpec {
  modelPath: string;
  /** Names of properties that older records may lack. */
  optionalProperties: string[];
}

const fieldTypes = [
  "text",
  "longText",
  "email",
  "phone",
  "url",
  "number",
  "money",
  "date",
  "dateTime",
  "choice",
  "checkbox",
  "relation",
] as const satisfies FieldType[];

const toneSchema = z.enum(["neutral", "accent", "info", "success", "warning", "danger"]).catch("neutral");

/** Text in double or single quotes; what else a person writes there is no name we can work with. */
const quotedText = String.raw`(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')`;

export function unquote(text: string | undefined): string {
  if (text === undefined) return "";
  try {
    return z.string().parse(JSON.parse(`"${text.replaceAll(/\\'/g, "'")}"`));
  } catch {
    return text;
  }
}

const readText = (source: string, property: string): string | undefined => {
  const match = new RegExp(String.raw`\b${property}:\s*${quotedText}`).exec(source);
  return match ? unquote(match[1] ?? match[2]) : undefined;
};

const readNumber = (source: string, property: string): number | undefined => {
  const match = new RegExp(String.raw`\b${property}:\s*(-?[\d.]+)`).exec(source);
  return match ? Number(match[1]) : undefined;
};

/** The offset behind the bracket that closes the one at `start`; strings and comments are passed over. */
export function findClosing(source: string, start: number): number {
  let depth = 0;
  const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[[({\])}]/g;
  tokens.lastIndex = start;
  for (let match = tokens.exec(source); match; match = tokens.exec(source)) {
    const [token] = match;
    if (/^[[({]$/.test(token)) depth += 1;
    else if (/^[\])}]$/.test(token)) depth -= 1;
    if (depth === 0) return tokens.lastIndex;
  }
  return -1;
}

const readChoices = (source: string): ChoiceSpec[] =>
  [...source.matchAll(/\{[^{}]*\}/g)].flatMap(([part]) => {
    const [value, label] = [readText(part, "value"), readText(part, "label")];
    return value === undefined
      ? []
      : [{ value, label: label ?? value, tone: toneSchema.parse(readText(part, "tone")) }];
  });

/** Where a field stands in the file, and what it says. */
export interface FieldPlace {
  name: string;
  start: number;
  end: number;
}

const fieldPattern = new RegExp(
  String.raw`(?<![\w.])(${fieldTypes.join("|")})\(\s*${quotedText}\s*,\s*${quotedText}`,
  "g",
);

/** The offsets inside the brackets of `fields: [...]`; null when the file has no such list. */
export function findFieldList(source: string): { start: number; end: number } | null {
  const match = /\bfields:\s*\[/.exec(source);
  if (!match) return null;
  const start = match.index + match[0].length;
  const end = findClosing(source, start - 1);
  return end === -1 ? null : { start, end: end - 1 };
}

const toFieldType = (name: string | undefined): FieldType => fieldTypes.find((type) => type === name) ?? "text";

/** The fields in the order of the file, each with its place. */
export function readFieldList(source: string): (FieldSpec & { place: FieldPlace })[] {
  const list = findFieldList(source);
  if (!list) return [];
  return [...source.slice(0, list.end).matchAll(fieldPattern)].flatMap((match) => {
    if (match.index < list.start) return [];
    const end = findClosing(source, match.index + (match[1]?.length ?? 0));
    if (end === -1) return [];
    const call = source.slice(match.index, end);
    const name = unquote(match[2] ?? match[3]);
    const type = toFieldType(match[1]);
    const target = type === "relation" ? /=>\s*(\w+)/.exec(call)?.[1] : undefined;
    const options = call.slice(match[0].length);
    const [unit, placeholder] = [readText(options, "unit"), readText(options, "placeholder")];
    const [min, max] = [readNumber(options, "min"), readNumber(options, "max")];
    return [
      {
        name,
        label: unquote(match[4] ?? match[5]),
        type,
        ...(/\bisRequired:\s*true\b/.test(options) ? { isRequired: true } : {}),
        ...(unit === undefined ? {} : { unit }),
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...(type === "choice" ? { choices: readChoices(options) } : {}),
        ...(target === undefined ? {} : { target }),
        place: { name, start: match.index, end },
      },
    ];
  });
}

const withoutPlace = ({ place: _place, ...field }: FieldSpec & { place: FieldPlace }): FieldSpec => field;

/**
 * Reads a file in src/model as the starter writes it, tolerant of what people change by hand: order, quotes, white space,
 * further properties. Null when it declares no collection.
 */
export function parseModel(path: string, source: string): KnownEntity | null {
  const declared = /export const (\w+)\s*=\s*defineCollection<(\w+)>\(/.exec(source);
  const [singular, plural] = [readText(source, "singular"), readText(source, "plural")];
  const fields = readFieldList(source).map(withoutPlace);
  if (!declared || singular === undefined || plural === undefined || fields.length === 0) return null;
  const noun = singular.toLowerCase();
  const shape = new RegExp(String.raw`interface ${declared[2] ?? ""}\b[^{]*\{([^}]*)\}`).exec(source)?.[1] ?? "";
  return {
    noun,
    singular,
    plural,
    collection: declared[1] ?? "",
    typeName: declared[2] ?? "",
    file: path.replace(/^.*\//, "").replace(/\.tsx?$/, ""),
    path: (readText(source, "path") ?? `/${toKebab(plural)}`).replace(/^\//, ""),
    icon: readText(source, "icon") ?? "box",
    titleField: readText(source, "titleField") ?? fields[0]?.name ?? "name",
    fields,
    sampleTitles: [],
    isPerson: (findEntry(noun)?.samples ?? (isPersonNoun(noun) ? "@people" : "")) === "@people",
    modelPath: path,
    optionalProperties: [...shape.matchAll(/^\s*(\w+)\?:/gm)].map(([, name = ""]) => name),
  };
}
