import type { EntitySpec, FieldSpec } from "./app-spec.ts";
import { cleanFieldPhrase, describeField } from "./describe-field.ts";
import { defaultServices, type Domain } from "./domains.ts";
import { findEntry } from "./lexicon.ts";
import { toChoices } from "./to-choices.ts";
import { pluralize, toKebab, toLabel, toTypeName, toVariableName } from "./words.ts";

const lists: Record<string, string> = {
  "@people": "Maya Okafor;Jonas Lindqvist;Priya Raman;Tomás Herrera;Elif Kaya;Noah Bennett;Sofia Marin;Liam O’Connor",
  "@companies":
    "Northwind Studio;Harbour & Co;Bluebird Logistics;Fernwood Labs;Oak Street Bakery;Lumen Health;Cobalt Works",
  "@dogs": "Biscuit;Luna;Otto;Pepper;Mochi;Bruno;Hazel;Juno",
  "@pets": "Biscuit;Luna;Otto;Pepper;Mochi;Clover;Hazel;Juno",
};

const expand = (samples: string, domain: Domain | undefined, singular: string): string[] => {
  const services = domain?.services || defaultServices;
  const list = samples === "@services" ? services : (lists[samples] ?? samples);
  return list === ""
    ? ["First", "Second", "Third", "Fourth", "Fifth"].map((word) => `${word} ${singular}`)
    : list.split(";");
};

const personLike = /(?:er|or|ist|ian|ant|ee|man|woman|person)$/;
/** Nouns on -er and -or that are things. */
const thingLike =
  /\b(?:container|folder|computer|printer|paper|letter|order|number|river|water|flower|tower|layer|offer|poster|sensor|motor|door|floor|color|colour|error|chapter|theater|freezer|register|counter|meter|filter|server|timer|reminder|voucher|newsletter|burger|sticker|trailer|marker|planner|member list)$/;

export const isPersonNoun = (noun: string) => personLike.test(noun) && !thingLike.test(noun);

interface Outline {
  icon: string;
  phrases: { phrase: string; isRequired: boolean }[];
  statuses: string;
  samples: string;
}

const toPhrases = (list: string) => list.split(",").map((phrase, index) => ({ phrase, isRequired: index === 0 }));

/** What is known of a noun; a sensible guess for one that is not in the lexicon. */
function outline(noun: string): Outline {
  const entry = findEntry(noun);
  if (entry) return { icon: entry.icon, phrases: entry.fields, statuses: entry.statuses, samples: entry.samples };
  if (isPersonNoun(noun))
    return { icon: "user", phrases: toPhrases("name,email,phone,notes"), statuses: "", samples: "@people" };
  return { icon: "box", phrases: toPhrases("name,date,notes"), statuses: "New, In progress, Done", samples: "" };
}

/** Adds a field unless one of that name, or a second of a kind that people expect once, is there. */
function addField(fields: FieldSpec[], field: FieldSpec): FieldSpec[] {
  if (fields.some(({ name, label }) => name === field.name || label === field.label)) return fields;
  const notes = fields.findIndex(({ type }) => type === "longText");
  return notes < 1 ? [...fields, field] : fields.toSpliced(notes, 0, field);
}

/** Fields a person named for this record. A status list may stand in parentheses: "status (open, closed)". */
const readFields = (phrases: string[]): FieldSpec[] =>
  phrases
    .map(cleanFieldPhrase)
    .filter(
      (phrase) =>
        phrase !== "" &&
        !/\b(reminders?|notifications?|reports?|dashboard)\b/.test(phrase) &&
        phrase.split(" ").length <= 4 &&
        phrase.length <= 40,
    )
    .slice(0, 8)
    .map((phrase) => describeField(phrase));

const isStatus = ({ name, type }: FieldSpec) => type === "choice" && /(?:status|stage|state)$/i.test(name);

/** Turns a noun into a kind of record with fields, statuses, names and sample titles. */
export function buildEntity(noun: string, fieldPhrases: string[], domain: Domain | undefined): EntitySpec {
  const { icon, phrases, statuses, samples } = outline(noun);
  const base = phrases.map(({ phrase, isRequired }) => ({ ...describeField(phrase), isRequired }));
  const all = readFields(fieldPhrases);
  const ownStatus = statuses === "" ? undefined : all.find(isStatus);
  const named = all.filter((field) => field !== ownStatus);
  const withNamed = named.filter(({ name }) => !base.some((field) => field.name === name)).reduce(addField, base);
  const label = ownStatus?.label ?? "Status";
  const status: FieldSpec = { name: "status", label, type: "choice", choices: toChoices(statuses) };
  const fields =
    statuses === ""
      ? withNamed
      : addField(
          withNamed.filter(({ name }) => name !== "status"),
          status,
        );
  const title = fields[0] ?? describeField("name");
  const plural = pluralize(noun);
  return {
    noun,
    singular: toLabel(noun),
    plural: toLabel(plural),
    collection: toVariableName(plural),
    typeName: toTypeName(noun),
    file: toKebab(noun),
    path: toKebab(plural),
    icon,
    titleField: title.name,
    fields: fields.map((field) =>
      field === title ? { ...field, type: "text", choices: undefined, isRequired: true } : field,
    ),
    sampleTitles: expand(samples, domain, toLabel(noun).toLowerCase()),
    isPerson: samples === "@people",
  };
}
