import type { EntitySpec, FieldSpec } from "./app-spec.ts";
import { findEntry } from "./lexicon.ts";
import { singularize, toPropertyName, toWords } from "./words.ts";

export interface Tie {
  from: string;
  to: string;
}

/** Ties stated in the text: "each dog belongs to a customer", "a project has many tasks". */
function findStatedTies(text: string, nouns: string[]): Tie[] {
  const words = toWords(text)
    .map((word) => singularize(word))
    .join(" ");
  return nouns.flatMap((from) =>
    nouns
      .filter((to) => to !== from)
      .filter((to) => {
        const belongs = new RegExp(
          `\\b${from} (?:that |which |can |must |should )*(?:belong to|are for|is for|be for|for|per|of|assigned to|linked to) (?:a |an |one |the |each |every )*${to}\\b`,
        );
        const has = new RegExp(
          `\\b${to} (?:can |may |should )*(?:has|have|ha|with) (?:many |several |multiple |one or more |a |an |their )*${from}\\b`,
        );
        return belongs.test(words) || has.test(words);
      })
      .map((to) => ({ from, to })),
  );
}

/** Follows ties from a noun: true when `to` can be reached. */
function reaches(ties: Tie[], from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return ties.some((tie) => tie.from === from && reaches(ties, tie.to, to, seen));
}

/**
 * Decides which records belong to which: what the text states, possessives, then what is usual for the nouns. No
 * tie makes a circle, and none repeats what another already implies (an appointment of a dog needs no customer).
 */
export function findTies(text: string, entities: EntitySpec[], owners: Tie[]): Tie[] {
  const nouns = entities.map(({ noun }) => noun);
  const usual = entities.flatMap(({ noun }) => {
    const targets = findEntry(noun)?.belongsTo ?? [];
    return targets.filter((target) => target !== noun && nouns.includes(target)).map((to) => ({ from: noun, to }));
  });
  const ties: Tie[] = [];
  for (const tie of [...findStatedTies(text, nouns), ...owners, ...usual]) {
    const isFit = nouns.includes(tie.from) && nouns.includes(tie.to) && tie.from !== tie.to;
    if (isFit && !reaches(ties, tie.to, tie.from) && !ties.some(({ from, to }) => from === tie.from && to === tie.to))
      ties.push(tie);
  }
  return ties.filter(
    (tie) => !ties.some((other) => other !== tie && other.from === tie.from && reaches(ties, other.to, tie.to)),
  );
}

/** The field through which a record refers to another. `ownerId` is taken: Supabase rows have it for the account. */
export function relationField(target: EntitySpec): FieldSpec {
  const name = `${toPropertyName(target.noun)}Id`;
  return {
    name: name === "ownerId" ? "ownerRecordId" : name,
    label: target.singular,
    type: "relation",
    target: target.collection,
  };
}

/** Puts relation fields after the title and orders the records so that each comes after those it refers to. */
export function applyTies(entities: EntitySpec[], ties: Tie[]): EntitySpec[] {
  const byNoun = new Map(entities.map((entity) => [entity.noun, entity]));
  const related = entities.map((entity) => {
    const targets = ties.filter(({ from }) => from === entity.noun).flatMap(({ to }) => byNoun.get(to) ?? []);
    const relations = targets.map(relationField);
    const labels = new Set(relations.map(({ label }) => label));
    const others = entity.fields
      .slice(1)
      .filter(({ label, name }) => !labels.has(label) && !relations.some((field) => field.name === name));
    return { ...entity, fields: [...entity.fields.slice(0, 1), ...relations, ...others] };
  });
  const ordered: EntitySpec[] = [];
  const visit = (entity: EntitySpec) => {
    if (ordered.includes(entity)) return;
    for (const field of entity.fields) {
      const target = related.find(({ collection }) => collection === field.target);
      if (target) visit(target);
    }
    ordered.push(entity);
  };
  for (const entity of related) visit(entity);
  return ordered;
}
