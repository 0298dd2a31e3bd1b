import { pluralize, singularize, toLabel, toWords } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { entitiesWithField, findEntity, findField, toName, toNoun } from "./find-target.ts";
import { asRequest, type Reading, type Request } from "./request.ts";

const product = "app|application|project|site|website|product|tool|company|business|it|this";

const namePatterns = [
  new RegExp(
    String.raw`^(?:change|rename|set|update|make)\s+(?:the |my |our |its )?(?:(?:${product})(?:'s|’s)?\s+)?(?:name|title)(?:\s+of\s+(?:the|this|my|our)\s+(?:${product}))?\s+(?:to|into|as|be|=|:)\s*(.+)$`,
    "i",
  ),
  new RegExp(String.raw`^(?:rename|call|name)\s+(?:the |this |my |our )?(?:${product})\s+(?:to |as |into )?(.+)$`, "i"),
  new RegExp(
    String.raw`^(?:the |this |my |our )?(?:${product})(?:'s name)?\s+(?:is|should be|must be|will be|shall be)\s+(?:called|named)\s+(.+)$`,
    "i",
  ),
  /^(?:the |its )?name\s+(?:is|should be|must be|will be)\s+(.+)$/i,
];

/** A name as a person wrote it: nothing that reads like the rest of a sentence. */
function toAppName(text: string): string | null {
  const name = toName(text);
  return name !== "" && name.split(" ").length <= 5 && name.length <= 40 && /[\p{L}\p{N}]/u.test(name) ? name : null;
}

function readAppName(clause: string): Reading[] {
  for (const pattern of namePatterns) {
    const name = toAppName(pattern.exec(clause)?.[1] ?? "");
    if (name !== null) return [asRequest({ kind: "set-name", name })];
  }
  return [];
}

const taglinePattern =
  /^(?:change|set|update|make|use|rename)?\s*(?:the |our |my )?(?:tagline|subtitle|slogan|motto|claim|description of the app|app description)\s*(?:should be|is|to|into|as|be|:|=|reads?)\s*(.+)$/i;

function readTagline(clause: string): Reading[] {
  const tagline = (taglinePattern.exec(clause)?.[1] ?? "")
    .trim()
    .replace(/^["“'‘]+|["”'’]+$/g, "")
    .replaceAll(/[\r\n<>{}`\\]/g, "")
    .trim();
  return tagline === "" ? [] : [asRequest({ kind: "set-tagline", tagline: tagline.slice(0, 120) })];
}

interface Renaming {
  from: string;
  to: string;
}

const renamings = [
  /^(?:rename|relabel|retitle)\s+(.+?)\s+(?:to|into|as|->|=>|→)\s+(.+)$/i,
  /^(?:call|name|label)\s+(?:the\s+)?(.+?)\s+(["“'‘].+|\S+(?:\s+\S+)?)(?:\s+instead)?$/i,
  /^(?:change|replace|turn|switch)\s+(?:the\s+)?(?:word |label |name |term |title |wording )?(?:of |for )?(.+?)\s+(?:to|into|with|by|->|=>|→)\s+(.+)$/i,
  /^(.+?)\s+(?:should|must|need to|are to)\s+be\s+(?:called|named|labell?ed)\s+(.+)$/i,
  /^(?:say|write|use)\s+(["“'‘].+?["”'’]|\S+)\s+instead of\s+(.+)$/i,
];

function readRenaming(clause: string): Renaming | null {
  for (const [index, pattern] of renamings.entries()) {
    const match = pattern.exec(clause);
    const [first, second] = [match?.[1] ?? "", match?.[2] ?? ""].map((part) => part.trim());
    if (!first || !second) continue;
    return index === 4 ? { from: second, to: first } : { from: first, to: second };
  }
  return null;
}

const splitOwner = (phrase: string) => {
  const match = /^(.+?)\s+(?:of|on|in|for|from)\s+(?:the |a |an |each |every |all )?(.+)$/i.exec(phrase);
  const possessive = /^(.+?)(?:'s|’s|s'|s’)\s+(.+)$/.exec(phrase);
  if (match) return { inner: match[1] ?? "", owner: match[2] ?? "" };
  return possessive ? { inner: possessive[2] ?? "", owner: possessive[1] ?? "" } : null;
};

function findChoice(entities: KnownEntity[], label: string) {
  const wanted = toWords(label).join(" ");
  for (const entity of entities) {
    for (const field of entity.fields) {
      const choice = field.choices?.find((other) => toWords(other.label).join(" ") === wanted);
      if (choice) return { entity, field: field.name, value: choice.value };
    }
  }
  return null;
}

const noise = /\b(?:field|column|label|status|stage|option|choice|value|page|menu item|entry|navigation item)\b/gi;
const plain = (phrase: string) =>
  toName(
    toName(phrase)
      .replaceAll(noise, " ")
      .replaceAll(/\s+/g, " ")
      .replace(/^\s*(?:the|a|an|our|my)\s+/i, ""),
  );

function renameEntity(entity: KnownEntity, to: string): Request {
  const words = toLabel(toName(to));
  const last = words.split(" ").at(-1) ?? "";
  const singular = words.slice(0, words.length - last.length) + singularize(last);
  const singularLast = singular.split(" ").at(-1) ?? "";
  return {
    kind: "rename-entity",
    entity,
    singular,
    plural: singular.slice(0, singular.length - singularLast.length) + pluralize(singularLast),
  };
}

function findRenamed(app: KnownApp, from: string, to: string): Request | null {
  const owned = splitOwner(from);
  const owner = owned ? findEntity(app, owned.owner) : undefined;
  const scope = owner ? [owner] : app.entities;
  const inner = plain(owner && owned ? owned.inner : from);
  const label = toLabel(toName(to));
  if (owner && /^(?:name|title|label|word)$/i.test(inner)) return renameEntity(owner, to);
  const entity = owner ? undefined : findEntity(app, inner);
  if (entity && !/\b(?:field|column|status|stage|option|choice)\b/i.test(from)) return renameEntity(entity, to);
  const choice = findChoice(scope, inner);
  if (choice && !/\b(?:field|column)\b/i.test(from)) return { kind: "rename-choice", ...choice, label };
  const entities = entitiesWithField({ ...app, entities: scope }, inner);
  const field = entities[0] && findField(entities[0], inner);
  if (field) return { kind: "rename-field", entities, field: field.name, label };
  const page = app.routes.find(({ label: known }) => known !== undefined && toNoun(known) === toNoun(inner));
  return page ? { kind: "rename-page", path: page.path, label } : null;
}

/** What a clause asks to be called otherwise: the app, a kind of record, a field, a choice, a page. */
export function readNaming(clause: string, app: KnownApp): Reading[] {
  const renaming = readRenaming(clause);
  const isTitled = toName(renaming?.to ?? "") !== "" && toName(renaming?.to ?? "").split(" ").length <= 4;
  const request = renaming && isTitled ? findRenamed(app, renaming.from, renaming.to) : null;
  const isAppName = /^(?:change|set|update)\s+(?:the |its )?(?:name|title)\s+(?:to|into)\b/i.test(clause);
  if (request && !isAppName) return [asRequest(request)];
  return [readAppName, readTagline].map((read) => read(clause)).find((found) => found.length > 0) ?? [];
}
