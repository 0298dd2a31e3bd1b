import type { ChoiceSpec, EntitySpec, FieldSpec } from "../analysis/app-spec.ts";
import { findClosing, findFieldList, readFieldList } from "../reading/parse-model.ts";
import { escapePattern, lineStart, replaceGroup, toEdit } from "./edit-text.ts";
import { quote } from "./source.ts";
import { choiceLine, fieldLine, typeOfField } from "./write-model.ts";
import type { Edit } from "./write-pages.ts";

/** Adds what a model needs from src/records/collection to its import. */
export function importConstructors(source: string, names: string[]): Edit[] {
  const match = /import \{([^}]*)\} from "\.\.\/records\/collection";/.exec(source);
  const known = new Set((match?.[1] ?? "").split(",").map((name) => name.trim()));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return [];
  if (!match) return [toEdit(source, 0, 0, `import { ${missing.join(", ")} } from "../records/collection";\n`)];
  const end = match.index + match[0].indexOf("}");
  const start = source.slice(0, end).trimEnd().length;
  const comma = source[start - 1] === "," ? "" : ",";
  return [toEdit(source, start, end, `${comma} ${missing.join(", ")} `)];
}

/** Adds an import line behind the last one. */
export function addImport(source: string, line: string): Edit[] {
  if (source.includes(line)) return [];
  const last = [...source.matchAll(/^import [^;]*;$/gm)].at(-1);
  const end = last ? last.index + last[0].length + 1 : 0;
  return [toEdit(source, end, end, `${line}\n`)];
}

/** Adds a property to the interface. It is optional: records that exist do not have it. */
export function addProperty(source: string, typeName: string, field: FieldSpec): Edit[] {
  const start = new RegExp(String.raw`interface ${typeName}\b[^{]*\{`).exec(source);
  if (!start || new RegExp(String.raw`^\s*${field.name}\??:`, "m").test(source)) return [];
  const end = findClosing(source, start.index + start[0].length - 1) - 1;
  if (end < 0) return [];
  const optional = typeOfField({ ...field, isRequired: false });
  return [toEdit(source, lineStart(source, end), lineStart(source, end), `  ${field.name}?: ${optional};\n`)];
}

/** Adds a field to the list: before the notes at its end, or last. Null when the file has no list of fields. */
export function addField(source: string, field: FieldSpec): Edit[] {
  const list = findFieldList(source);
  if (!list) return [];
  const fields = readFieldList(source);
  const last = fields.at(-1);
  const isBeforeNotes = last?.type === "longText" && fields.length > 1 && field.type !== "longText";
  const start = last ? lineStart(source, last.place.start) : 0;
  if (last && isBeforeNotes && source.slice(start, last.place.start).trim() === "")
    return [toEdit(source, start, start, `${fieldLine(field)}\n`)];
  const end = lineStart(source, list.end);
  if (end > list.start) {
    const before = source.slice(list.start, end).trimEnd();
    const comma = before === "" || before.endsWith(",") ? "" : ",";
    return [toEdit(source, list.start + before.length, end, `${comma}\n${fieldLine(field)}\n`)];
  }
  const comma = last ? ", " : "";
  return [toEdit(source, list.end, list.end, `${comma}${fieldLine(field).trim().replace(/,$/, "")}`)];
}

/** Takes a field out of the list, with its comma and its lines. */
export function removeField(source: string, name: string): Edit[] {
  const place = readFieldList(source).find((field) => field.name === name)?.place;
  if (!place) return [];
  const comma = /^\s*,/.exec(source.slice(place.end))?.[0].length ?? 0;
  const start = lineStart(source, place.start);
  const isAlone = source.slice(start, place.start).trim() === "" && source[place.end + comma] === "\n";
  return [
    isAlone ? toEdit(source, start, place.end + comma + 1, "") : toEdit(source, place.start, place.end + comma, ""),
  ];
}

export function removeProperty(source: string, name: string): Edit[] {
  const match = new RegExp(String.raw`^[ \t]*${name}\??:[^\n]*;\n`, "m").exec(source);
  return match ? [toEdit(source, match.index, match.index + match[0].length, "")] : [];
}

/** Calls a field otherwise; its name in the code stays. */
export function relabelField(source: string, name: string, label: string): Edit[] {
  const pattern = new RegExp(
    String.raw`\b\w+\(\s*["']${escapePattern(name)}["']\s*,\s*(?<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`,
  );
  return replaceGroup(source, pattern, quote(label));
}

/** Makes a field required, or optional again. */
export function setRequired(source: string, name: string, isRequired: boolean): Edit[] {
  const place = readFieldList(source).find((field) => field.name === name)?.place;
  if (!place) return [];
  const text = source.slice(place.start, place.end);
  const without = text.replace(/,\s*\{\s*isRequired:\s*true,?\s*\}/, "").replace(/\bisRequired:\s*true,?\s*/, "");
  if (!isRequired) return without === text ? [] : [toEdit(source, place.start, place.end, without)];
  const options = /\{(?=[^{}]*\}\s*\)$)/.exec(without);
  const changed = options
    ? `${without.slice(0, options.index + 1)} isRequired: true,${without.slice(options.index + 1)}`
    : `${without.replace(/,?\s*\)$/, "")}, { isRequired: true })`;
  return [toEdit(source, place.start, place.end, changed)];
}

/** Where the list of a field's choices stands, without its brackets. */
function findChoiceList(source: string, name: string): { start: number; end: number } | null {
  const place = readFieldList(source).find((field) => field.name === name)?.place;
  const open = place ? source.indexOf("[", place.start) : -1;
  if (!place || open === -1 || open > place.end) return null;
  const end = findClosing(source, open);
  return end === -1 ? null : { start: open + 1, end: end - 1 };
}

export function addChoice(source: string, name: string, choice: ChoiceSpec): Edit[] {
  const list = findChoiceList(source, name);
  if (!list) return [];
  const before = source.slice(list.start, list.end).trimEnd();
  const comma = before === "" || before.endsWith(",") ? "" : ",";
  const at = list.start + before.length;
  const isOnLines = lineStart(source, list.end) > list.start;
  const text = isOnLines
    ? `${comma}\n${choiceLine(choice)}`
    : `${comma} ${choiceLine(choice).trim().replace(/,$/, "")}`;
  return [toEdit(source, at, at, text)];
}

const findChoice = (source: string, name: string, value: string) => {
  const list = findChoiceList(source, name);
  const text = list ? source.slice(list.start, list.end) : "";
  const pattern = new RegExp(String.raw`\{[^{}]*\bvalue:\s*["']${escapePattern(value)}["'][^{}]*\}`);
  const match = pattern.exec(text);
  return list && match ? { start: list.start + match.index, end: list.start + match.index + match[0].length } : null;
};

export function removeChoice(source: string, name: string, value: string): Edit[] {
  const found = findChoice(source, name, value);
  if (!found) return [];
  const comma = /^\s*,/.exec(source.slice(found.end))?.[0].length ?? 0;
  const start = lineStart(source, found.start);
  const isAlone = source.slice(start, found.start).trim() === "" && source[found.end + comma] === "\n";
  return [
    isAlone ? toEdit(source, start, found.end + comma + 1, "") : toEdit(source, found.start, found.end + comma, ""),
  ];
}

export function relabelChoice(source: string, name: string, value: string, label: string): Edit[] {
  const found = findChoice(source, name, value);
  const text = found ? source.slice(found.start, found.end) : "";
  const changed = text.replace(
    /(\blabel:\s*)(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/,
    (_, start: string) => start + quote(label),
  );
  return !found || changed === text ? [] : [toEdit(source, found.start, found.end, changed)];
}

/** Writes the values a choice may have into the interface. */
export function setUnion(source: string, name: string, values: string[]): Edit[] {
  const pattern = new RegExp(String.raw`^[ \t]*${name}\??:\s*(?<value>(?:\|?\s*"[^"\n]*"\s*)+(?:\|\s*null\s*)?);`, "m");
  return replaceGroup(source, pattern, values.map(quote).join(" | "));
}

/** Calls a kind of record otherwise, in the model. */
export const renameInModel = (source: string, key: "singular" | "plural", text: string): Edit[] =>
  replaceGroup(
    source,
    new RegExp(String.raw`^\s*${key}:\s*(?<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')`, "m"),
    quote(text),
  );

/** Adds a kind of record to src/model/index.ts. */
export function addToIndex(source: string, { collection }: Pick<EntitySpec, "collection">): Edit[] {
  const match = /collections:[^=]*=\s*\[/.exec(source);
  if (!match) return [];
  const start = match.index + match[0].length;
  const end = findClosing(source, start - 1) - 1;
  const before = source.slice(start, end).trimEnd();
  const comma = before === "" ? "" : before.endsWith(",") ? " " : ", ";
  return [toEdit(source, start + before.length, start + before.length, `${comma}${collection}`)];
}

/** Takes a word out of a list such as `[customers, dogs]`. */
export function removeFromIndex(source: string, collection: string): Edit[] {
  const match = new RegExp(
    String.raw`(?<=[[,]\s*)${collection}\s*,\s*|,\s*${collection}(?=\s*,?\s*\])|(?<=\[\s*)${collection}(?=\s*\])`,
  ).exec(source);
  return match ? [toEdit(source, match.index, match.index + match[0].length, "")] : [];
}

/** Takes an import line away; `pattern` is what it imports from. */
export function removeImport(source: string, from: string): Edit[] {
  const match = new RegExp(String.raw`^import [^;]* from "${escapePattern(from)}(?:\.ts)?";\n`, "m").exec(source);
  return match ? [toEdit(source, match.index, match.index + match[0].length, "")] : [];
}

/** Takes the import of one name away. */
export function removeNamedImport(source: string, name: string): Edit[] {
  const match = new RegExp(String.raw`^import \{ ${name} \} from "[^"]*";\n`, "m").exec(source);
  return match ? [toEdit(source, match.index, match.index + match[0].length, "")] : [];
}

/** Takes a name out of the import of src/records/collection when nothing uses it any more. */
export function dropUnusedConstructor(source: string, name: string): Edit[] {
  const match = /import \{(?<value>[^}]*)\} from "\.\.\/records\/collection";/.exec(source);
  if (!match || new RegExp(String.raw`(?<!\w)${name}\(`).test(source)) return [];
  const names = (match.groups?.["value"] ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const kept = names.filter((other) => other !== name);
  return kept.length === names.length
    ? []
    : replaceGroup(source, /import \{(?<value>[^}]*)\} from "\.\.\/records\/collection";/, ` ${kept.join(", ")} `);
}
