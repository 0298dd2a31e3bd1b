import type { AppSpec, EntitySpec } from "./app-spec.ts";
import { buildEntity } from "./build-entity.ts";
import { findDomain, namedColours } from "./domains.ts";
import { findNouns, type FoundNoun } from "./find-nouns.ts";
import { findEntry, isKnownNoun } from "./lexicon.ts";
import { nameApp } from "./name-app.ts";
import { applyTies, findTies } from "./relate-entities.ts";
import { translate } from "./translate.ts";
import { joinWords, singularize, toTitle } from "./words.ts";

export interface Analysis extends AppSpec {
  /** The description was not in English; the app's texts are. */
  isForeign: boolean;
}

const maximumRecords = 6;

/** Wishes that need more than records and pages. */
const wishes: [RegExp, string][] = [
  [/\b(e-?mail|sms|push)?\s*(reminders?|notifications?)\b/i, "reminders and notifications"],
  [/\b(stripe|checkout|online payments?|pay online|credit card payments?)\b/i, "online payments"],
  [/\b(chat|real-?time messag\w+)\b/i, "chat"],
  [/\b(upload\w*|attachments?|photos? upload)\b/i, "file uploads"],
  [
    /\b(log ?in|sign ?in|sign ?up|authentication|user accounts?|roles? and permissions?)\b/i,
    "accounts without Supabase (connect it, and people sign in)",
  ],
  [/\b(ai|gpt|machine learning|recommend\w+)\b/i, "AI features"],
  [/\b(google calendar|outlook|slack|zapier|integration)\b/i, "integrations with other services"],
  [/\b(pdf|csv|excel|export)\b/i, "exports"],
  [/\b(maps?|route planning|gps)\b/i, "maps"],
];

/** One kind of record a line of the lexicon: "clients" and the usual "customers" are the same people. */
const isSameKind = (one: string, other: string) =>
  one === other || (findEntry(one)?.samples ?? one) === findEntry(other)?.samples;

function chooseNouns(found: FoundNoun[], kind: string, usual: string[]): FoundNoun[] {
  const listed = found.filter(({ isListed }) => isListed);
  const chosen = listed.length >= 2 ? found.filter(({ isListed, noun }) => isListed || isKnownNoun(noun)) : [...found];
  const kindNoun = [kind, kind.split(" ").at(-1) ?? ""].map((words) => singularize(words)).find(isKnownNoun);
  const add = (noun: string) => {
    if (!chosen.some((other) => isSameKind(other.noun, noun)))
      chosen.push({ noun, fields: [], owner: null, isListed: false });
  };
  if (chosen.length < 2 && kindNoun) add(kindNoun);
  if (chosen.length < 2) for (const noun of usual) add(noun);
  return chosen.slice(0, maximumRecords);
}

/** Two nouns may lead to the same names ("client" and "clients' client"); the first keeps them. */
const withoutDoubles = (entities: EntitySpec[]) =>
  entities.filter(
    (entity, index) =>
      !entities
        .slice(0, index)
        .some(
          ({ collection, typeName, file }) =>
            collection === entity.collection || typeName === entity.typeName || file === entity.file,
        ),
  );

/**
 * Derives an app from a description: name, tagline, look, and the kinds of records with their fields and relations.
 * Answers null when it finds nothing to keep records of. Deterministic: the same text gives the same app.
 */
export function analysePrompt(prompt: string): Analysis | null {
  const { text, isForeign } = translate(prompt.slice(0, 4000));
  const lower = text.toLowerCase();
  const naming = nameApp(isForeign ? text : prompt.slice(0, 4000), text);
  const domain = findDomain(lower);
  const found = chooseNouns(findNouns(naming.rest), naming.kind, domain?.nouns ?? []);
  if (found.length === 0) return null;

  const entities = withoutDoubles(found.map(({ noun, fields }) => buildEntity(noun, fields, domain)));
  const owners = found.flatMap(({ noun, owner }) => (owner ? [{ from: noun, to: owner }] : []));
  const related = applyTies(entities, findTies(text, entities, owners));
  const first = related[0];
  const colour = Object.keys(namedColours).find((name) =>
    new RegExp(`\\b${name}\\b (?:accent|theme|colou?r|look|design)`).test(lower),
  );
  return {
    name: naming.name || toTitle(first?.plural.toLowerCase() ?? "records"),
    tagline: isForeign
      ? `Your ${joinWords(related.map(({ plural }) => plural.toLowerCase()))} in one place.`
      : naming.tagline,
    icon: domain?.icon ?? first?.icon ?? "layers",
    accent: (colour && namedColours[colour]) ?? domain?.accent ?? "#4f46e5",
    entities: related,
    notBuilt: wishes.filter(([pattern]) => pattern.test(text)).map(([, words]) => words),
    isForeign,
  };
}
