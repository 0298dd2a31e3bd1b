import type { FieldSpec, FieldType } from "../analysis/app-spec.ts";
import { cleanFieldPhrase, describeField } from "../analysis/describe-field.ts";
import { toName } from "./find-target.ts";

/** Words by which people say what a field holds. */
const kinds: [RegExp, FieldType][] = [
  [/^(?:check ?box|yes ?\/ ?no|yes or no|boolean|toggle|switch|flag)$/i, "checkbox"],
  [/^(?:date ?time|date and time|timestamp)$/i, "dateTime"],
  [/^(?:date|day)$/i, "date"],
  [/^(?:number|numeric|integer|count(?:er)?)$/i, "number"],
  [/^(?:money|price|amount|currency)$/i, "money"],
  [/^(?:long text|text ?area|multi-?line|multi-?line text|paragraph|rich text)$/i, "longText"],
  [/^(?:text|string|short text)$/i, "text"],
  [/^(?:email|e-mail)$/i, "email"],
  [/^(?:phone|telephone)$/i, "phone"],
  [/^(?:url|link|web address)$/i, "url"],
  [/^(?:drop-?down|select|choice|option list|picker)$/i, "choice"],
];

const kindWords =
  "check ?box|yes ?/ ?no|yes or no|boolean|toggle|flag|date ?time|date and time|timestamp|date|number|numeric|integer|money|amount|long text|text ?area|multi-?line text|multi-?line|short text|text|string|email|phone|url|link|drop-?down|select|choice";

const named = new RegExp(
  String.raw`^(?:an? |the |new )*(?:(${kindWords})\s+)?(?:field|column|box|input|property|attribute)\s+(?:called|named|for|:|to (?:track|store|record|enter|note|save))\s*(?:the |an? |whether )*(.+)$`,
  "i",
);
const namedKind = new RegExp(
  String.raw`^(?:an? |the |new )*(${kindWords})\s+(?:called|named|for)\s+(?:the |an? |whether )*(.+)$`,
  "i",
);
const trailingKind = new RegExp(
  String.raw`^(.+?)\s+(?:as|of type|which is|\()\s*(?:an? )?(${kindWords})(?:\s+field)?\)?$`,
  "i",
);
/** "a vaccinated checkbox": words that never belong to the name. */
const suffixedKind = /^(.+?)\s+(check ?box|toggle|drop-?down)(?:\s+field)?$/i;
const listed =
  /^(.+?)\s*(?:\(([^()]+)\)|(?:with|:|of|can be|being)\s+(?:the )?(?:options?|choices?|values?|statuses|levels?)?\s*:?\s*([^()]*,[^()]*|[^()]+ (?:or|and) [^()]+))$/i;

const toType = (word: string | undefined) =>
  kinds.find(([pattern]) => word !== undefined && pattern.test(word.trim()))?.[1];

/** The field as described, but of a type that was asked for by name. */
function ofType(field: FieldSpec, type: FieldType | undefined): FieldSpec {
  if (!type || type === field.type) return field;
  const { name, label } = field;
  const fallback = describeField("category").choices ?? [];
  return {
    name,
    label,
    type,
    ...(type === "choice" ? { choices: fallback } : {}),
    ...(type === "money" ? { min: 0 } : {}),
  };
}

/** One field by the words for it: "a checkbox for vaccinated", "size (small, large)", "an optional note". */
function readField(phrase: string): FieldSpec | null {
  const trimmed = phrase.trim().replace(/^(?:and|also|plus)\s+/i, "");
  const choices = listed.exec(trimmed);
  const options = (choices?.[2] ?? choices?.[3] ?? "").replaceAll(/\s+(?:or|and)\s+|\s*\/\s*/gi, ",");
  const isList = options.includes(",");
  const base = isList ? (choices?.[1] ?? trimmed) : trimmed;
  const byName = named.exec(base) ?? namedKind.exec(base);
  const byKind = byName ? null : (trailingKind.exec(base) ?? suffixedKind.exec(base));
  const words = cleanFieldPhrase(toName(byName?.[2] ?? byKind?.[1] ?? base));
  const isRequired = /\b(?:required|mandatory|compulsory)\b/i.test(words);
  const cleaned = words
    .replaceAll(/\b(?:required|mandatory|compulsory|optional)\b/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (cleaned === "" || cleaned.split(" ").length > 5 || cleaned.length > 40) return null;
  const field = ofType(describeField(cleaned, isList ? options : undefined), toType(byName?.[1] ?? byKind?.[2]));
  return isRequired && field.type !== "choice" ? { ...field, isRequired: true } : { ...field, isRequired: undefined };
}

/** Splits "a due date, a priority (low, high) and notes", but not inside parentheses or quotation marks. */
function splitFields(text: string): string[] {
  const kept: string[] = [];
  return text
    .replaceAll(/[\uE000\uE001]/g, "")
    .replaceAll(
      /\([^)]*\)|"[^"]*"|“[^”]*”|\b(?:with|can be|:)\s+(?:options?|choices?|values?|levels?)\b.*$/gi,
      (part) => `\uE000${kept.push(part) - 1}\uE001`,
    )
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*\+\s*/i)
    .map((piece) => piece.replaceAll(/\uE000(\d+)\uE001/g, (_, index: string) => kept[Number(index)] ?? ""))
    .filter((piece) => piece.trim() !== "");
}

const mostFields = 6;

/** The fields a phrase lists; empty when any part of it does not read like the name of a field. */
export function readFieldPhrases(phrase: string): FieldSpec[] {
  const fields = splitFields(phrase).map(readField);
  const known = fields.filter((field) => field !== null);
  return known.length === fields.length ? known.slice(0, mostFields) : [];
}
