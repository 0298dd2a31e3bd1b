import type { KnownEntity } from "../reading/parse-model.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { findEntity, findField, findMentioned, toNoun } from "./find-target.ts";
import { asRemark, asRequest, type Reading } from "./request.ts";

const columnPatterns = [
  /^(?:show|display|add|include|put)\s+(?:the |an? )*(.+?)\s+(?:in|on|to|as a column in)\s+(?:the )?(.+?)\s+(?:table|list|overview|columns?)$/i,
  /^(?:show|display|add|include|put)\s+(?:the |an? )*(.+?)\s+(?:in|on|to)\s+(?:the )?(?:table|list|overview)\s+(?:of|for)\s+(?:the |all |my )*(.+)$/i,
  /^(?:show|display|add|include)\s+(?:the |an? )*(.+?)\s+columns?\s+(?:to|for|in|on)\s+(?:the |all |my )*(.+)$/i,
];

function readColumn(clause: string, app: KnownApp): Reading[] {
  for (const pattern of columnPatterns) {
    const match = pattern.exec(clause);
    const entity = match ? findEntity(app, match[2] ?? "") : undefined;
    const field = entity && findField(entity, match?.[1] ?? "");
    if (entity && field) return [asRequest({ kind: "show-column", entity, field: field.name, isShown: true })];
  }
  return [];
}

const sorting =
  /^(?:sort|order|list|show|display|arrange)\s+(?:the |all |my )*(.*?)\s*(?:list |table |page )?(?:sorted |ordered )?by\s+(?:the |their )?(.+?)(?:,?\s+(ascending|descending|asc|desc|newest first|oldest first|latest first|highest first|lowest first|first|a ?(?:to|-) ?z|z ?(?:to|-) ?a))?$/i;
const byAge = /\b(newest|latest|most recent|oldest|earliest|soonest)\b.*\bfirst\b/i;

const isWhen = (entity: KnownEntity) => entity.fields.find(({ type }) => type === "date" || type === "dateTime");

function readSorting(clause: string, app: KnownApp): Reading[] {
  const match = sorting.exec(clause);
  const phrase = match?.[2] ?? "";
  const named = match?.[1] ? findEntity(app, match[1]) : undefined;
  const entity = named ?? (match?.[1] ? undefined : app.entities.find((other) => findField(other, phrase)));
  const field = entity && findField(entity, phrase);
  const isDescending = /\b(?:desc(?:ending)?|newest|latest|highest|most recent|z ?(?:to|-) ?a)\b/i.test(clause);
  if (entity && field) return [asRequest({ kind: "sort-list", entity, field: field.name, isDescending })];
  const age = byAge.exec(clause)?.[1];
  if (age === undefined) return [];
  const dated = findMentioned(app, clause).find(isWhen) ?? app.entities.find(isWhen);
  const when = dated && isWhen(dated);
  return dated && when ? [asRequest({ kind: "sort-list", entity: dated, field: when.name, isDescending })] : [];
}

const moving =
  /^(?:put|move|place|show|list|bring)\s+(?:the |my )*(.+?)\s+(?:page |menu item |entry |link )?(?:(?:to |at |in |on |as )?(?:the )?(first|last|top|front|beginning|start|end|bottom)|(before|above|after|below|behind)\s+(?:the )?(.+?))(?:\s+(?:in|of) (?:the )?(?:menu|navigation|sidebar|list|app))?$/i;

function findPage(app: KnownApp, phrase: string): string | undefined {
  const noun = toNoun(phrase);
  const labelled = app.routes.find(({ label }) => label !== undefined && toNoun(label) === noun);
  return labelled?.path ?? findEntity(app, phrase)?.path;
}

function readMoving(clause: string, app: KnownApp): Reading[] {
  const match = moving.exec(clause);
  const path = match ? findPage(app, match[1] ?? "") : undefined;
  if (!match || path === undefined) return [];
  if (path === "") return [asRemark("The dashboard is the page the app opens with, so it stays first in the menu.")];
  const end = match[2]?.toLowerCase();
  if (end !== undefined) {
    const position = /^(?:last|end|bottom)$/.test(end) ? "last" : "first";
    return [asRequest({ kind: "move-page", path, position })];
  }
  const other = findPage(app, match[4] ?? "");
  if (other === undefined || other === path) return [];
  const isBefore = /^(?:before|above)$/i.test(match[3] ?? "") && other !== "";
  if (other === "") return [asRequest({ kind: "move-page", path, position: "first" })];
  return [asRequest({ kind: "move-page", path, position: isBefore ? { before: other } : { after: other } })];
}

/** What a clause asks about lists and the menu: columns, order, position. */
export const readPages = (clause: string, app: KnownApp): Reading[] =>
  [readColumn, readSorting, readMoving].map((read) => read(clause, app)).find((found) => found.length > 0) ?? [];
