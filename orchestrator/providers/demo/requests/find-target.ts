import type { FieldSpec } from "../analysis/app-spec.ts";
import { isSynonym } from "../analysis/synonyms.ts";
import { cleanFieldPhrase, describeField } from "../analysis/describe-field.ts";
import { singularize, toWords } from "../analysis/words.ts";
import type { KnownApp } from "../reading/read-app.ts";
import type { KnownEntity } from "../reading/parse-model.ts";

const fillers =
  /^(?:(?:an?|the|my|our|your|all|each|every|any|their|its|of|on|in|for|to|from|existing|new|other|one)\s+)+/;
const parts =
  /\s+(?:pages?|lists?|tables?|records?|forms?|views?|screens?|section|menu|entry|entries|items?|module|tab)$/;

/** A phrase as the noun it is about: "the list of my customers" is `customer`. */
export const toNoun = (phrase: string): string =>
  singularize(
    toWords(phrase)
      .join(" ")
      .replace(/^(?:the )?(?:list|page|table|form) of /, "")
      .replace(fillers, "")
      .replace(parts, ""),
  );

const namesOf = (entity: KnownEntity) => {
  const names = [entity.noun, entity.singular, entity.plural, entity.collection, entity.typeName, entity.path];
  return new Set(names.map((name) => singularize(toWords(name).join(" "))));
};

/** The kind of record a phrase names: by its own names, by the last word of one, or by a synonym when only one fits. */
export function findEntity(app: KnownApp, phrase: string): KnownEntity | undefined {
  const noun = toNoun(phrase);
  if (noun === "") return undefined;
  const exact = app.entities.find((entity) => namesOf(entity).has(noun));
  if (exact) return exact;
  const partial = app.entities.filter((entity) => [...namesOf(entity)].some((name) => name.endsWith(` ${noun}`)));
  if (partial.length === 1) return partial[0];
  const alike = app.entities.filter((entity) => isSynonym(entity.noun, noun));
  return noun.includes(" ") || alike.length !== 1 ? undefined : alike[0];
}

const same = (one: string, other: string) =>
  singularize(toWords(one).join(" ")) === singularize(toWords(other).join(" "));

/** The field of a record a phrase names, by label, by property or by another word for it. */
export function findField(entity: KnownEntity, phrase: string): FieldSpec | undefined {
  const words = cleanFieldPhrase(phrase)
    .replace(fillers, "")
    .replace(/\s+(?:date|value)s?$/, "");
  if (words === "") return undefined;
  const described = describeField(cleanFieldPhrase(phrase));
  return (
    entity.fields.find(
      ({ name, label }) => same(label, cleanFieldPhrase(phrase)) || same(name, cleanFieldPhrase(phrase)),
    ) ??
    entity.fields.find(({ name }) => name === described.name) ??
    entity.fields.find(({ name, label }) => same(label, words) || same(name, words)) ??
    entity.fields.find(({ label }) => toWords(label).includes(singularize(words)) && words.length > 3)
  );
}

/** Every kind of record that has the field. */
export const entitiesWithField = (app: KnownApp, phrase: string): KnownEntity[] =>
  app.entities.filter((entity) => findField(entity, phrase) !== undefined);

const mention = (text: string, entity: KnownEntity) => {
  const words = ` ${toWords(text)
    .map((word) => singularize(word))
    .join(" ")} `;
  return [...namesOf(entity)].some((name) =>
    words.includes(
      ` ${toWords(name)
        .map((word) => singularize(word))
        .join(" ")} `,
    ),
  );
};

/** The kinds of records a text mentions anywhere. */
export const findMentioned = (app: KnownApp, text: string): KnownEntity[] =>
  app.entities.filter((entity) => mention(text, entity));

/** The quotation marks around a name, and what courtesy follows it, taken off. */
export const toName = (text: string): string =>
  text
    .trim()
    .replace(/^["“”'‘’`«]+|["“”'‘’`».,;!]+$/g, "")
    .replaceAll(/[\r\n\t<>{}`\\]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .slice(0, 60);
