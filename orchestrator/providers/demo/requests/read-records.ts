import { findNouns, readList } from "../analysis/find-nouns.ts";
import { isKnownNoun } from "../analysis/lexicon.ts";
import { readNoun } from "../analysis/read-noun.ts";
import { isPlural, singularize } from "../analysis/words.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { findEntity } from "./find-target.ts";
import { isRecordLike } from "./read-fields.ts";
import { asRemark, asRequest, type Reading } from "./request.ts";

const linking =
  /^(?:link|connect|attach|relate|tie|assign|associate)\s+(?:the |all |each |every |an? )*(.+?)\s+(?:to|with|and)\s+(?:the |all |each |every |an? |their )*(.+)$/i;
const belonging =
  /^(?:the |all |each |every |an? )*(.+?)\s+(?:should |must |can |needs? to |may )?(?:belongs? to|be (?:assigned|linked|attached|connected) to|is for|are for|be for)\s+(?:the |all |each |every |an? |their )*(.+)$/i;
const having =
  /^(?:the |each |every |an? )*(.+?)\s+(?:should |must |can )?(?:has|have)\s+(?:an? |one |its |their )(.+)$/i;

/** "assign appointments to groomers" in an app that keeps no groomers yet: those come first. */
function readMissing(phrase: string): Reading[] {
  const noun = isRecordLike(phrase) ? readNoun(phrase)?.noun : undefined;
  if (noun === undefined) return [];
  return [{ ...asRequest({ kind: "add-entity", noun, fieldPhrases: [], owner: undefined }), isFirst: true }];
}

function readLink(clause: string, app: KnownApp): Reading[] {
  for (const pattern of [linking, belonging, having]) {
    const match = pattern.exec(clause);
    const entity = match ? findEntity(app, match[1] ?? "") : undefined;
    const target = match ? findEntity(app, match[2] ?? "") : undefined;
    if (entity && match && !target) {
      const missing = readMissing(match[2] ?? "");
      if (missing.length > 0) return missing;
    }
    if (!entity || !target || entity === target) continue;
    if (entity.fields.some((field) => field.target === target.collection))
      return [asRemark(`${entity.plural} belong to ${target.plural.toLowerCase()} already.`)];
    return [asRequest({ kind: "link-entities", entity, target })];
  }
  return [];
}

const adding =
  /^(?:add|create|make|build|include|introduce|i need|we need|i want|we want|i also need|we also need|also need|need|track|manage|store|keep track of|let me (?:track|manage|add)|set up|there should be|we also have|i also have|we have|i have)\s+(?:an?\s+|some\s+|the\s+|new\s+|another\s+|my\s+|our\s+)*(?:pages?|sections?|lists?|tables?|modules?|tabs?|areas?|places?|way to (?:track|manage|store)|support|tracking|management)?\s*(?:for|of|to (?:track|manage|list|store))?\s*(?:the |our |my |an? )*(.+)$/i;

const owned = /^(.+?)\s+(?:to|for|of|per|on)\s+(?:the |all |each |every |my |our |an? )*(.+)$/i;

const withoutPage = (phrase: string) =>
  phrase.replace(/\s+(?:page|section|list|table|module|tab|tracking|management|area)$/i, "");

function readNewRecords(clause: string, app: KnownApp): Reading[] {
  const phrase = adding.exec(clause)?.[1];
  if (!phrase) return [];
  const scoped = owned.exec(phrase);
  const owner = scoped ? findEntity(app, scoped[2] ?? "") : undefined;
  const inner = owner ? (scoped?.[1] ?? phrase) : phrase;
  if (owner && !isRecordLike(inner)) return [];
  const words = withoutPage(inner);
  const found = readList(words.replace(/:\s+/, " with "), true).filter(
    ({ noun }) =>
      words !== inner || isKnownNoun(noun) || isPlural(words.split(/\s+(?:with|having|including)\s|\(/i)[0] ?? ""),
  );
  return found.map(({ noun, fields }): Reading => {
    const known = app.entities.find((entity) => singularize(entity.noun) === noun);
    if (known) return asRemark(`The app keeps ${known.plural.toLowerCase()} already.`);
    return asRequest({ kind: "add-entity", noun, fieldPhrases: fields, owner });
  });
}

/** What a clause asks about kinds of records: a new one, or one that belongs to another. */
export const readRecords = (clause: string, app: KnownApp): Reading[] =>
  [readLink, readNewRecords].map((read) => read(clause, app)).find((found) => found.length > 0) ?? [];

const mostMentioned = 3;

/** Known nouns that a longer text lists and the app does not have: the last thing to try. */
export function readMentionedRecords(text: string, app: KnownApp): Reading[] {
  const fresh = findNouns(text).filter(({ noun, isListed }) => isListed && isKnownNoun(noun) && !findEntity(app, noun));
  if (fresh.length < 2) return [];
  return fresh
    .slice(0, mostMentioned)
    .map(({ noun, fields }) => asRequest({ kind: "add-entity", noun, fieldPhrases: fields, owner: undefined }));
}
