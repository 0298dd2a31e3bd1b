import type { EntitySpec, FieldSpec } from "../analysis/app-spec.ts";
import { findClosing, unquote } from "../reading/parse-model.ts";
import { addImport } from "./edit-model.ts";
import { toEdit } from "./edit-text.ts";
import { quote } from "./source.ts";
import type { Edit } from "./write-pages.ts";
import { sampleValue, writeSampleList } from "./write-samples.ts";

interface Block {
  start: number;
  end: number;
}

/** The list of one kind's sample records, without its brackets. */
function findList(source: string, collection: string): Block | null {
  const match = new RegExp(String.raw`\bconst ${collection}\b[^=]*=\s*\[`).exec(source);
  if (!match) return null;
  const start = match.index + match[0].length;
  const end = findClosing(source, start - 1);
  return end === -1 ? null : { start, end: end - 1 };
}

/** Each record of a list, from brace to brace. */
function findRecords(source: string, { start, end }: Block): Block[] {
  const records: Block[] = [];
  for (
    let at = source.indexOf("{", start);
    at !== -1 && at < end;
    at = source.indexOf("{", records.at(-1)?.end ?? end)
  ) {
    const close = findClosing(source, at);
    if (close === -1) return [];
    records.push({ start: at, end: close });
  }
  return records;
}

/** The parts of an object literal between its commas, each with its offsets; strings and brackets are not looked into. */
function splitProperties(source: string, { start, end }: Block): Block[] {
  const parts: Block[] = [];
  let from = start + 1;
  let at = from;
  const isString = /["'`]/;
  while (at < end - 1) {
    const character = source[at] ?? "";
    if (/[[({]/.test(character)) at = Math.max(at + 1, findClosing(source, at));
    else if (isString.test(character)) {
      const close = new RegExp(String.raw`(?<!\\)(?:\\\\)*${character}`).exec(source.slice(at + 1));
      at = close ? at + 1 + close.index + close[0].length : end;
    } else if (character === ",") {
      parts.push({ start: from, end: at });
      from = at + 1;
      at = from;
    } else at += 1;
  }
  if (source.slice(from, end - 1).trim() !== "") parts.push({ start: from, end: end - 1 });
  return parts;
}

const nameOf = (source: string, { start, end }: Block) => /^\s*["']?(\w+)["']?\s*:/.exec(source.slice(start, end))?.[1];

const rewriteRecords = (
  source: string,
  collection: string,
  change: (record: Block, index: number) => string,
): Edit[] => {
  const list = findList(source, collection);
  const records = list ? findRecords(source, list) : [];
  const [first, last] = [records[0], records.at(-1)];
  if (!first || !last) return [];
  let [text, from] = ["", first.start];
  for (const [index, record] of records.entries()) {
    text += source.slice(from, record.start) + change(record, index);
    from = record.end;
  }
  return text === source.slice(first.start, last.end) ? [] : [toEdit(source, first.start, last.end, text)];
};

const readTitle = (source: string, record: Block, titleField: string) => {
  const part = splitProperties(source, record).find((property) => nameOf(source, property) === titleField);
  return part ? unquote(/:\s*"((?:[^"\\]|\\.)*)"/.exec(source.slice(part.start, part.end))?.[1]) : "";
};

/** Gives every sample record a value for a new field. */
export const addSampleValues = (source: string, entity: EntitySpec, field: FieldSpec): Edit[] =>
  rewriteRecords(source, entity.collection, (record, index) => {
    const text = source.slice(record.start, record.end);
    const isThere = splitProperties(source, record).some((property) => nameOf(source, property) === field.name);
    if (isThere) return text;
    const body = text.slice(0, -1).trimEnd();
    const comma = body.endsWith(",") || body.endsWith("{") ? "" : ",";
    const value = sampleValue(field, entity, readTitle(source, record, entity.titleField), index);
    return `${body}${comma} ${field.name}: ${value}${text.slice(0, -1).slice(body.length) || " "}}`;
  });

/** Takes a field's values out of the sample records. */
export const removeSampleValues = (source: string, collection: string, name: string): Edit[] =>
  rewriteRecords(source, collection, (record) => {
    const kept = splitProperties(source, record).filter((property) => nameOf(source, property) !== name);
    const parts = kept.map(({ start, end }) => source.slice(start, end));
    const text = source.slice(record.start, record.end);
    if (kept.length === splitProperties(source, record).length) return text;
    const ending = /\s*\}$/.exec(text)?.[0] ?? " }";
    return `{${parts.join(",").trimEnd()}${ending}`;
  });

/** Replaces one value of a field by another in the sample records. */
export const replaceSampleValue = (
  source: string,
  collection: string,
  name: string,
  from: string,
  to: string,
): Edit[] =>
  rewriteRecords(source, collection, ({ start, end }) =>
    source
      .slice(start, end)
      .replace(new RegExp(String.raw`(\b${name}:\s*)${quote(from)}`), (_, before: string) => before + quote(to)),
  );

/** The edits that give a new kind of record its samples; none when the file looks otherwise. */
export function addSampleList(source: string, entity: EntitySpec): ((current: string) => Edit[])[] {
  const isUsual =
    source.includes("const stamp = ") && /: stamp\(\w+\),\n/.test(source) && source.includes("type Sample<");
  if (!isUsual) return [];
  return [
    (current) => addImport(current, `import type { ${entity.typeName} } from "./${entity.file}";`),
    (current) => {
      const comment = "/** Records made one after the other";
      const at = current.includes(comment) ? current.indexOf(comment) : current.indexOf("const stamp = ");
      return [toEdit(current, at, at, `${writeSampleList(entity)}\n`)];
    },
    (current) => {
      const last = [...current.matchAll(/: stamp\(\w+\),\n/g)].at(-1);
      const at = last ? last.index + last[0].length : -1;
      return at === -1 ? [] : [toEdit(current, at, at, `  ${entity.collection}: stamp(${entity.collection}),\n`)];
    },
  ];
}

const cut = (pattern: RegExp) => (current: string) => {
  const match = pattern.exec(current);
  return match ? [toEdit(current, match.index, match.index + match[0].length, "")] : [];
};

/** Takes a kind of record out of the samples. */
export function removeSampleList(source: string, entity: EntitySpec): ((current: string) => Edit[])[] {
  const list = findList(source, entity.collection);
  if (!list) return [];
  return [
    cut(new RegExp(String.raw`^import type \{ ${entity.typeName} \} from "[^"]*";\n`, "m")),
    (current) => {
      const block = findList(current, entity.collection);
      const start = block ? current.lastIndexOf(`const ${entity.collection}`, block.start) : -1;
      const end = block ? (/^\];?\n\n?/.exec(current.slice(block.end))?.[0].length ?? 1) : 0;
      return block && start !== -1 ? [toEdit(current, start, block.end + end, "")] : [];
    },
    cut(new RegExp(String.raw`^\s*${entity.collection}: stamp\(${entity.collection}\),\n`, "m")),
  ];
}

/** What a new browser starts with: nothing. */
export const writeEmptySamples = (
  entities: Pick<EntitySpec, "collection">[],
) => `import type { AnyRecord } from "../data/store";

/** What a new browser starts with, by collection: nothing. */
export const samples = (): Record<string, AnyRecord[]> => ({
${entities.map(({ collection }) => `  ${collection}: [],`).join("\n")}
});
`;
