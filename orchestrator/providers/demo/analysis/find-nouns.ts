import { isKnownNoun } from "./lexicon.ts";
import { readNoun } from "./read-noun.ts";
import { isPlural, singularize, toWords } from "./words.ts";

export interface FoundNoun {
  noun: string;
  /** Fields named for it: "tasks with a due date and a priority", "customers (name, email)". */
  fields: string[];
  /** The noun before it, when a possessive ties the two: "customers, their dogs". */
  owner: string | null;
  /** Named in a list, rather than in passing. */
  isListed: boolean;
}

const separator = /\s*(?:,|;|\n|\/|\+|&|•|\band\b|\bplus\b|\bas well as\b|\bor\b)\s*/i;
const trigger =
  /\b(?:manag(?:e|es|ing)|track(?:s|ing)?|keeps? track of|keeping track of|records?|recording|organi[sz](?:e|es|ing)|handl(?:e|es|ing)|stor(?:e|es|ing)|with|including|includes?|such as|containing|contains|consisting of|has|have|list(?:s|ing)?|logs?|logging|for)\s+([^.:!?\n]+)/gi;

/** Attributes people list after "with"; nothing that deserves a page of its own. */
const attribute =
  /\b(name|title|e ?mail|phone|address|price|cost|amount|date|deadline|birthday|status|priority|description|notes?|quantity|rating|age|weight|breed|color|colour|size|duration|time|category|type|number|budget|due|salary|role|capacity|location|url|link|tags?|progress|score|stock|sku|photo|image|comments?)s?$/;

export const isAttribute = (piece: string) => attribute.test(toWords(piece).join(" "));

/** Takes "(name, email)" off a piece. */
function splitParentheses(piece: string): { rest: string; fields: string[] } {
  const match = /\(([^)]*)\)?/.exec(piece);
  if (!match) return { rest: piece, fields: [] };
  const fields = (match[1] ?? "").split(separator).map((field) => field.trim());
  return { rest: piece.replace(match[0], " "), fields: fields.filter(Boolean) };
}

/** Splits a list at commas and "and", but not inside parentheses, which are hidden behind private-use characters meanwhile. */
function splitList(text: string): string[] {
  const kept: string[] = [];
  const masked = text
    .replaceAll(/[\uE000\uE001]/g, "")
    .replaceAll(/\([^)]*\)?/g, (group) => `\uE000${kept.push(group) - 1}\uE001`);
  return masked
    .split(separator)
    .map((piece) => piece.replaceAll(/\uE000(\d+)\uE001/g, (_, index: string) => ` ${kept[Number(index)] ?? ""} `))
    .filter((piece) => piece.trim() !== "");
}

/** Reads a list such as "customers, their dogs, appointments with a price". */
export function readList(text: string, isListed: boolean): FoundNoun[] {
  const found: FoundNoun[] = [];
  let isInFields = false;
  for (const piece of splitList(text)) {
    const { rest, fields } = splitParentheses(piece);
    const [head = "", ...tails] = rest.split(/\b(?:with|having|including|each with)\b/i);
    const possessive = /^(.*?)(?:'s|’s|s'|s’)\s+(.+)$/.exec(head.trim());
    const ofPhrase = /^(.+?)\s+(?:of|for|per|from|by)\s+(?:each |every |a |an |the |all )?(.+)$/i.exec(head.trim());
    const noun = readNoun(possessive?.[2] ?? ofPhrase?.[1] ?? head);
    const previous = found.at(-1);
    const isField = isInFields && previous !== undefined && (!noun?.isKnown || isAttribute(head));
    if (isField || (previous !== undefined && isAttribute(head) && !noun?.isPlural)) {
      previous?.fields.push(head.trim());
      continue;
    }
    if (!noun) continue;
    const ownerNoun = possessive?.[1] ?? ofPhrase?.[2];
    const owner = ownerNoun ? (readNoun(ownerNoun)?.noun ?? null) : noun.isTheirs ? (previous?.noun ?? null) : null;
    found.push({ noun: noun.noun, fields: [...fields, ...tails.flatMap(splitList)], owner, isListed });
    isInFields = tails.length > 0;
  }
  return found;
}

/** "- Customers: name, email" and "1. Tasks (title, due date)", one a line. */
function readBullets(text: string): FoundNoun[] {
  const lines = text.trim().split("\n");
  if (lines.length === 1) return [];
  return lines.flatMap((line) => {
    const match = /^\s*(?:[-*•–]|\d+[.)])\s+(.+)$/.exec(line);
    if (!match) return [];
    const [head = "", tail = ""] = (match[1] ?? "").replaceAll("**", "").split(/[:–—]\s*|\s-\s/, 2);
    return readList(head, true)
      .slice(0, 1)
      .map((found) => ({
        ...found,
        fields: [...found.fields, ...splitList(tail).filter((piece) => toWords(piece).length <= 4)],
      }));
  });
}

/** Known nouns anywhere in the text, longest first: in the plural, or singled out by "each", "every" or "per". */
function scan(text: string): FoundNoun[] {
  const words = toWords(text.replaceAll(/\([^)]*\)?/g, " "));
  const found: FoundNoun[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const isSingledOut = /^(?:each|every|per)$/.test(words[index - 1] ?? "");
    for (const length of [3, 2, 1]) {
      const phrase = words.slice(index, index + length).join(" ");
      const noun = singularize(phrase);
      const isCounted = isPlural(phrase) ? readNoun(phrase) !== null : isSingledOut && readNoun(phrase) !== null;
      if (words.length < index + length || !isCounted || !isKnownNoun(noun)) continue;
      found.push({ noun, fields: [], owner: null, isListed: false });
      index += length - 1;
      break;
    }
  }
  return found;
}

const merge = (all: FoundNoun[]): FoundNoun[] => {
  const byNoun = new Map<string, FoundNoun>();
  for (const found of all) {
    const known = byNoun.get(found.noun);
    if (!known) byNoun.set(found.noun, found);
    else
      byNoun.set(found.noun, {
        ...known,
        fields: [...known.fields, ...found.fields],
        owner: known.owner ?? found.owner,
      });
  }
  return [...byNoun.values()];
};

/** Adds nouns found in passing, but not "class" beside "yoga class", and puts all in the order of the text. */
function withScanned(listed: FoundNoun[], text: string): FoundNoun[] {
  const isPart = (noun: string) => listed.some((other) => other.noun.endsWith(` ${noun}`));
  const words = ` ${toWords(text)
    .map((word) => singularize(word))
    .join(" ")} `;
  const placeOf = ({ noun }: FoundNoun) => words.indexOf(` ${noun} `);
  return merge([...listed, ...scan(text).filter(({ noun }) => !isPart(noun))]).toSorted(
    (one, other) => placeOf(one) - placeOf(other),
  );
}

/** "Companies, and deals with a stage": no verb, no colon, a list at once. */
function isListFromTheStart(text: string): boolean {
  const [first = "", second] = splitList(text.split(/[.!?\n]/)[0] ?? "");
  const noun = readNoun(first);
  return second !== undefined && noun !== null && noun.isKnown && noun.isPlural && toWords(first).length <= 3;
}

/**
 * Finds the kinds of records a description names: bulleted lines, the list after a colon, the objects of verbs such
 * as "track", and known nouns in passing. `description` is without the words that name the app and its audience.
 */
export function findNouns(description: string): FoundNoun[] {
  const text = description.replaceAll(/\bw\//gi, "with ");
  const bullets = readBullets(text);
  if (bullets.length > 0) return merge([...bullets]);
  const colon = /(?::|\s[-–—])\s+([^:]+)$/s.exec(text.replaceAll(/https?:\/\/\S+/g, ""));
  const afterColon = colon ? (colon[1] ?? "").split(/[.!?](?:\s|$)/) : [];
  const listed = readList(afterColon[0] ?? "", true);
  if (listed.length > 0) return withScanned(listed, text);
  if (isListFromTheStart(text)) return withScanned(readList(text.split(/[.!?\n]/)[0] ?? "", true), text);
  const triggered = [...text.matchAll(trigger)].flatMap((match) => readList(match[1] ?? "", true));
  return withScanned(
    triggered.filter(({ noun }) => isKnownNoun(noun) || triggered.length > 1),
    text,
  );
}
