import type { AppSpec, EntitySpec } from "./app-spec.ts";
import { buildEntity } from "./build-entity.ts";
import { findColour, palette } from "./colours.ts";
import { findDomain, type Domain } from "./domains.ts";
import { findHints } from "./find-hints.ts";
import { findNouns, type FoundNoun } from "./find-nouns.ts";
import { isKnownNoun, isSameKind } from "./lexicon.ts";
import { nameApp, type AppNaming } from "./name-app.ts";
import { applyTies, findTies } from "./relate-entities.ts";
import { translate } from "./translate.ts";
import { joinWords, pluralize, singularize, toTitle } from "./words.ts";

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
    /\b(log ?in|sign ?in|sign ?up (?:page|form|flow)|authentication|user accounts?|roles? and permissions?|passwords?)\b/i,
    "accounts without Supabase (connect it, and people sign in)",
  ],
  [/\b(ai|gpt|machine learning|recommend\w+)\b/i, "AI features"],
  [/\b(google calendar|outlook|slack|zapier|integration)\b/i, "integrations with other services"],
  [/\b(pdf|csv|excel|export)\b/i, "exports"],
  [/\b(maps?|route planning|gps)\b/i, "maps"],
];

function chooseNouns(found: FoundNoun[], implied: string[], kind: string, usual: string[]): FoundNoun[] {
  const listed = found.filter(({ isListed }) => isListed);
  const chosen = listed.length >= 2 ? found.filter(({ isListed, noun }) => isListed || isKnownNoun(noun)) : [...found];
  const kindNoun = [kind, kind.split(" ").at(-1) ?? ""].map((words) => singularize(words)).find(isKnownNoun);
  const add = (noun: string) => {
    if (!chosen.some((other) => isSameKind(other.noun, noun)))
      chosen.push({ noun, fields: [], owner: null, isListed: false });
  };
  for (const noun of implied) add(noun);
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

/** What an app is called that the description does not name: by trade and line of business, or by what it keeps. */
function chooseName(naming: AppNaming, domain: Domain | undefined, mentioned: EntitySpec[]): string {
  if (naming.name !== "") return naming.name;
  if (domain)
    return `${naming.trade} ${domain.title}`.trim().length <= 34
      ? `${naming.trade} ${domain.title}`.trim()
      : domain.title;
  const [first, ...others] = mentioned.map(({ noun }) => toTitle(pluralize(noun)));
  return first?.includes(" ") ? first : joinWords([first ?? "Records", ...others.slice(0, 1)]);
}

const toTagline = (entities: EntitySpec[]) =>
  `Your ${joinWords(entities.map(({ plural }) => plural.toLowerCase()))} in one place.`;

interface Reading {
  text: string;
  isForeign: boolean;
  naming: AppNaming;
  domain: Domain | undefined;
}

function read(prompt: string): Reading {
  const { text, isForeign } = translate(prompt);
  return {
    text,
    isForeign,
    naming: nameApp(isForeign ? text : prompt, text),
    domain: findDomain(text.toLowerCase()),
  };
}

const longestPrompt = 6000;

/**
 * Derives an app from a description: name, tagline, look, and the kinds of records with their fields and relations.
 * Answers null when it finds nothing to keep records of. Deterministic: the same text gives the same app.
 */
export function analysePrompt(prompt: string): Analysis | null {
  const { text, isForeign, naming, domain } = read(prompt.slice(0, longestPrompt));
  const found = chooseNouns(findNouns(naming.rest), findHints(text), naming.kind, domain?.nouns ?? []);
  if (found.length === 0) return null;
  const entities = withoutDoubles(found.map(({ noun, fields }) => buildEntity(noun, fields, domain)));
  const owners = found.flatMap(({ noun, owner }) => (owner ? [{ from: noun, to: owner }] : []));
  const related = applyTies(entities, findTies(text, entities, owners));
  return {
    name: chooseName(naming, domain, entities),
    tagline: (isForeign ? "" : naming.tagline) || toTagline(related),
    icon: domain?.icon ?? related[0]?.icon ?? "layers",
    accent: findColour(text) ?? domain?.accent ?? palette.indigo,
    entities: related,
    menuOrder: entities.map(({ collection }) => collection),
    notBuilt: wishes.filter(([pattern]) => pattern.test(text)).map(([, words]) => words),
    isForeign,
  };
}
