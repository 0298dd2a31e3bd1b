import type { FieldSpec } from "../analysis/app-spec.ts";
import { isAttribute } from "../analysis/find-nouns.ts";
import { isKnownNoun } from "../analysis/lexicon.ts";
import { isPlural, joinWords, singularize } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { findEntity, findField, toNoun } from "./find-target.ts";
import { readFieldPhrases } from "./read-field-phrases.ts";
import { asRemark, asRequest, type Reading } from "./request.ts";

interface Wish {
  /** The words for the fields. */
  fields: string;
  /** The words for the record, when there are any. */
  owner: string | null;
}

const adding =
  "add|append|include|insert|introduce|put|give me|create|attach|i need|we need|i want|we want|need|want|let me (?:set|enter|store|track|add|note|record)|let (?:us|people|users|me) (?:set|enter|store|track|add|note|record)|allow (?:setting|entering)";
const tracking = "track|store|record|save|capture|note|keep|log|remember|collect|show|display";

const patterns: { pattern: RegExp; fields: number; owner: number | null }[] = [
  {
    pattern: new RegExp(
      String.raw`^(?:${adding})\s+(.+)\s+(?:to|for|on|in|onto|into|of|with|per)\s+(?:the |all |each |every |my |our |a |an )*(.+)$`,
      "i",
    ),
    fields: 1,
    owner: 2,
  },
  {
    pattern: /^(?:give|extend|equip)\s+(?:the |all |each |every |my |our |an? )*(.+?)\s+(?:an?|the|some|with)\s+(.+)$/i,
    fields: 2,
    owner: 1,
  },
  {
    pattern:
      /^(?:the |all |each |every |my |our |an? )*(.+?)\s+(?:should|must|needs? to|shall|can|could|also)?\s*(?:also )?(?:have|has|need|needs|gets?|include|contain|show|want)\s+(?:also )?(.+)$/i,
    fields: 2,
    owner: 1,
  },
  {
    pattern: new RegExp(
      String.raw`^(?:${tracking})(?: track of)?\s+(?:the |an? )*(.+?)\s+(?:of|for|on|per|in|with)\s+(?:the |all |each |every |my |our |an? )*(.+)$`,
      "i",
    ),
    fields: 1,
    owner: 2,
  },
  { pattern: /^(?:add|give)\s+(?:the |all |each |every |my |our )*(.+?)(?:'s|’s|s'|s’)\s+(.+)$/i, fields: 2, owner: 1 },
  { pattern: new RegExp(String.raw`^(?:${adding}|${tracking})\s+(.+)$`, "i"), fields: 1, owner: null },
];

const readWishes = (clause: string): Wish[] =>
  patterns.flatMap(({ pattern, fields, owner }) => {
    const match = pattern.exec(clause);
    return match ? [{ fields: match[fields] ?? "", owner: owner === null ? null : (match[owner] ?? "") }] : [];
  });

/** Relation to a record of the app when a field is called like one: "add a customer to invoices". */
function asLink(app: KnownApp, entity: KnownEntity, phrase: string): Reading | null {
  const words = phrase
    .replace(/^(?:an?|the|their|its)\s+/i, "")
    .replace(/^(?:link|reference|relation|connection) to (?:the |an? )?/i, "");
  const target = isAttribute(words) ? undefined : app.entities.find(({ noun }) => noun === toNoun(words));
  if (!target || target.collection === entity.collection) return null;
  return asRequest({ kind: "link-entities", entity, target });
}

function addTo(app: KnownApp, entity: KnownEntity, phrase: string): Reading[] {
  const link = asLink(app, entity, phrase);
  if (link) return [link];
  const fields = readFieldPhrases(phrase);
  const fresh = fields.filter((field) => !findSame(entity, field));
  if (fields.length === 0) return [];
  if (fresh.length > 0) return [asRequest({ kind: "add-fields", entity, fields: fresh })];
  const labels = joinWords(fields.map((field) => (findSame(entity, field)?.label ?? field.label).toLowerCase()));
  return [asRemark(`${entity.plural} have ${labels} already.`)];
}

const findSame = (entity: KnownEntity, { name, label }: FieldSpec) =>
  entity.fields.find((other) => other.name === name || other.label.toLowerCase() === label.toLowerCase());

/** "suppliers" is a kind of record of its own; "notes" and "a due date" are fields. */
export const isRecordLike = (phrase: string): boolean => {
  const words = phrase.replace(/^(?:the|some|my|our|all|a list of|an?|page for|section for)\s+/i, "").trim();
  const noun = singularize(words.toLowerCase());
  return (
    isPlural(words.toLowerCase()) &&
    !isAttribute(words) &&
    (isKnownNoun(noun) || isKnownNoun(noun.split(" ").at(-1) ?? ""))
  );
};

/** The kinds of records a field would suit best, for a request that does not say where it belongs. */
function findHomes(app: KnownApp, fields: FieldSpec[]): KnownEntity[] {
  return app.entities.filter((entity) => fields.every((field) => !findSame(entity, field)));
}

const required =
  /^(?:make|mark|set)\s+(?:the )?(.+?)\s+(?:an? )?(required|mandatory|compulsory|optional)(?:\s+(?:for|on|in|of)\s+(?:the |all |each )*(.+))?$/i;
const shouldBeRequired =
  /^(?:the )?(.+?)\s+(?:should|must|has to|is|are|need to|needs to)\s*(not )?(?:be )?(required|mandatory|compulsory|optional)$/i;

function readRequired(clause: string, app: KnownApp): Reading[] {
  const match = required.exec(clause) ?? shouldBeRequired.exec(clause);
  if (!match) return [];
  const isMade = required.test(clause);
  const isNegated = !isMade && Boolean(match[2]);
  const word = (isMade ? match[2] : match[3]) ?? "";
  const owned = /^(.+?)\s+(?:of|for|on|in)\s+(?:the |all |each |every |an? )*(.+)$/i.exec(match[1] ?? "");
  const owner = findEntity(app, (isMade ? match[3] : undefined) ?? owned?.[2] ?? "");
  const phrase = owner && owned && !(isMade && match[3]) ? (owned[1] ?? "") : (match[1] ?? "");
  const entity = owner ?? app.entities.find((other) => findField(other, phrase));
  const field = entity && findField(entity, phrase);
  if (!entity || !field) return [];
  return [
    asRequest({ kind: "set-required", entity, field: field.name, isRequired: (word !== "optional") !== isNegated }),
  ];
}

/** What a clause asks about fields: more of them, or one to be filled in always. */
export function readFields(clause: string, app: KnownApp): Reading[] {
  const needed = readRequired(clause, app);
  if (needed.length > 0) return needed;
  const wishes = readWishes(clause);
  for (const { fields, owner } of wishes) {
    const entity = owner === null ? undefined : findEntity(app, owner);
    if (!entity || (isRecordLike(fields) && !/\bfields?\b/i.test(fields))) continue;
    const found = addTo(app, entity, fields);
    if (found.length > 0) return found;
  }
  const alone = wishes.find(({ owner }) => owner === null)?.fields ?? "";
  const fields = isRecordLike(alone) || findEntity(app, alone) ? [] : readFieldPhrases(alone);
  return fields.length > 0 && fields.every(isFamiliar) ? askWhere(app, alone, fields) : [];
}

/** A field we would ask a person about: one whose name says what it holds, or that was called a field. */
const isFamiliar = ({ label, type }: FieldSpec) =>
  type !== "text" || isAttribute(label) || /^(?:name|color|colour|breed|city|country|reference)$/i.test(label);

function askWhere(app: KnownApp, phrase: string, fields: FieldSpec[]): Reading[] {
  const homes = findHomes(app, fields);
  const [first, ...others] = homes;
  if (!first)
    return [asRemark(`Every kind of record has ${joinWords(fields.map(({ label }) => label.toLowerCase()))} already.`)];
  if (others.length === 0) return addTo(app, first, phrase);
  const options = homes.slice(0, 6).map((entity) => ({
    label: entity.plural,
    request: { kind: "add-fields" as const, entity, fields },
  }));
  const labels = joinWords(fields.map(({ label }) => label.toLowerCase()));
  return [{ type: "question", question: `Which records should have ${labels}?`, options }];
}
