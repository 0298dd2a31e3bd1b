import { toWords } from "../analysis/words.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { entitiesWithField, findEntity, findField, toName } from "./find-target.ts";
import { asRemark, asRequest, type Reading } from "./request.ts";

const removal =
  /^(?:remove|delete|drop|get rid of|kill|erase|strip|take (?:out|away)|throw out|hide|omit|leave out|(?:i|we) (?:don'?t|do not|no longer) (?:need|want|use)|no more|no need for|there should be no)\s+(?:the |all |any |my |our |those |these )*(.+)$/i;

const scope = /^(.+?)\s+(?:from|of|in|on|for)\s+(?:the |all |each |every |my |our )*(.+)$/i;
const isAboutTable = /\b(?:in|from|on) the (?:\w+ )?(?:table|list|overview)\b|\bcolumns?\b/i;

const withoutKind = (phrase: string) =>
  phrase.replace(/\s+(?:fields?|columns?|option|choice|value|status|property|input)$/i, "");

function readChoice(app: KnownApp, phrase: string, owner: string): Reading[] {
  const wanted = toWords(
    toName(
      phrase
        .replace(/^(?:status|stage|option|choice|value)\s+/i, "")
        .replace(/\s+(?:status|stage|option|choice|value)$/i, ""),
    ),
  ).join(" ");
  const within = findEntity(app, owner);
  for (const entity of within ? [within] : app.entities) {
    for (const field of entity.fields) {
      const choice = field.choices?.find(({ label }) => toWords(label).join(" ") === wanted);
      if (!choice) continue;
      if ((field.choices?.length ?? 0) < 2)
        return [asRemark(`${choice.label} is the only value of ${field.label.toLowerCase()}, so it has to stay.`)];
      return [asRequest({ kind: "remove-choice", entity, field: field.name, value: choice.value })];
    }
  }
  return [];
}

function readField(app: KnownApp, phrase: string, owner: string | null, clause: string): Reading[] {
  const within = owner === null ? undefined : findEntity(app, owner);
  if (owner !== null && !within) return [];
  const candidates = within ? [within] : entitiesWithField(app, withoutKind(phrase));
  const [first] = candidates;
  const field = first && findField(first, withoutKind(phrase));
  if (!first || !field) return [];
  const entities = candidates.filter((entity) => entity.fields.some(({ name }) => name === field.name));
  if (isAboutTable.test(clause) && /^hide|\b(?:table|list|overview)\b/i.test(clause))
    return [asRequest({ kind: "show-column", entity: first, field: field.name, isShown: false })];
  const removable = entities.filter(({ titleField }) => titleField !== field.name);
  if (removable.length === 0) {
    const noun = first.singular.toLowerCase();
    return [
      asRemark(
        `Each ${noun} is called by its ${field.label.toLowerCase()}, so that field has to stay. You can rename it.`,
      ),
    ];
  }
  return [asRequest({ kind: "remove-field", entities: removable, field: field.name })];
}

/** What a clause asks to go: sample data, a kind of record, a field, a column, a value of a choice. */
export function readRemoval(clause: string, app: KnownApp): Reading[] {
  if (/\b(?:start|begin) (?:empty|with no|without)\b/i.test(clause)) return [asRequest({ kind: "remove-samples" })];
  const phrase = removal.exec(clause)?.[1]?.trim();
  if (!phrase) return [];
  if (
    /\b(?:sample|demo|example|dummy|test|fake|placeholder)\b.*\b(?:data|records?|entries|content|customers|items)?\b/i.test(
      phrase,
    )
  )
    return [asRequest({ kind: "remove-samples" })];
  const scoped = scope.exec(phrase);
  const [inner, owner] = [scoped?.[1] ?? phrase, scoped?.[2] ?? null];
  const parts = inner.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i).filter((part) => part !== "");
  if (parts.length > 1) {
    const readings = parts.map((part) => readRemoval(`remove ${part}${owner === null ? "" : ` from ${owner}`}`, app));
    if (readings.every((found) => found.length > 0)) return readings.flat();
  }
  if (owner === null || /\b(?:menu|navigation|app|sidebar|project)\b/i.test(owner)) {
    const entity = findEntity(app, inner);
    if (entity) return [asRequest({ kind: "remove-entity", entity })];
    if (/^dashboard/i.test(inner))
      return [asRemark("The dashboard is the first page of the app, so it stays. You can rename it.")];
  }
  const field =
    owner === null
      ? readField(app, inner, null, clause)
      : readField(app, inner, owner.replace(/\s+(?:table|list|page|form)$/i, ""), clause);
  if (field.length > 0) return field;
  const choice = readChoice(app, inner, owner ?? "");
  return choice.length > 0 ? choice : readField(app, inner, null, clause);
}
