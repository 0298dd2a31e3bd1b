import type { FieldSpec } from "../analysis/app-spec.ts";
import { toLabel, toWords } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { findEntity, findField, toName } from "./find-target.ts";
import { asRemark, asRequest, type Reading } from "./request.ts";

const optionWords = "option|choice|value|possibility";

interface Wish {
  labels: string;
  field: string;
  owner: string | undefined;
}

const patterns: ((clause: string) => Wish | null)[] = [
  // "add a status called Waiting to tasks", "new stage: Negotiation"
  (clause) => {
    const match =
      /^(?:add|new|create|introduce|include|i need|we need)?\s*(?:an?|another|the|new|one more)?\s*(?:new\s+)?([\w ]+?)\s*(?:option|choice|value)?\s*(?:called|named|:)\s*(.+?)(?:\s+(?:to|for|on|of)\s+(?:the |all |each )*([\w ]+))?$/i.exec(
        clause,
      );
    return match ? { field: match[1] ?? "", labels: match[2] ?? "", owner: match[3] } : null;
  },
  // "add waiting to the status of tasks", "add urgent as a priority for tasks", "add 'On hold' to statuses"
  (clause) => {
    const match =
      /^(?:add|include|allow|introduce)\s+(.+?)\s+(?:to|as|in|into)\s+(?:an?\s+|the\s+|new\s+|another\s+)*([\w ]+?)(?:\s+(?:options?|choices?|values?|list))?(?:\s+(?:of|for|on|in)\s+(?:the |all |each )*([\w ]+))?$/i.exec(
        clause,
      );
    return match ? { labels: match[1] ?? "", field: match[2] ?? "", owner: match[3] } : null;
  },
  // "add a waiting status to tasks", "add an 'On hold' status"
  (clause) => {
    const match =
      /^(?:add|include|create|introduce|i need|we need)\s+(?:an?\s+|the\s+|another\s+|new\s+)*(.+?)\s+(status|stage|priority|category|type|level|state)(?:\s+(?:to|for|on|of)\s+(?:the |all |each )*([\w ]+))?$/i.exec(
        clause,
      );
    return match ? { labels: match[1] ?? "", field: match[2] ?? "", owner: match[3] } : null;
  },
];

const splitLabels = (text: string): string[] =>
  text
    .replace(new RegExp(String.raw`^(?:an?\s+|the\s+|new\s+)*(?:${optionWords})s?\s+(?:called\s+|named\s+)?`, "i"), "")
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+/i)
    .map((label) => toLabel(toName(label)))
    .filter((label) => label !== "" && label.length <= 40 && label.split(" ").length <= 4 && toWords(label).length > 0);

const isChoice = (field: FieldSpec | undefined): field is FieldSpec => field?.type === "choice";

function findChoiceField(app: KnownApp, { field, owner }: Wish): { entity: KnownEntity; field: FieldSpec } | null {
  const inside = /^(.*?)\s*(status|stage|priority|category|type|level|state)(?:e?s)?$/i.exec(field.trim());
  const prefix = inside?.[1] ? findEntity(app, inside[1]) : undefined;
  const within = (owner ? findEntity(app, owner) : undefined) ?? prefix;
  if (owner && !within) return null;
  const phrase = prefix ? (inside?.[2] ?? field) : field.replace(/statuses$/i, "status");
  const matches = (within ? [within] : app.entities).flatMap((entity) => {
    const found = findField(entity, phrase);
    return isChoice(found) ? [{ entity, field: found }] : [];
  });
  return matches[0] ?? null;
}

/** What a clause asks to be among the values of a choice. */
export function readChoices(clause: string, app: KnownApp): Reading[] {
  for (const pattern of patterns) {
    const wish = pattern(clause);
    const found = wish && findChoiceField(app, wish);
    if (!wish || !found) continue;
    const { entity, field } = found;
    const labels = splitLabels(wish.labels);
    const known = new Set(field.choices?.map(({ label }) => label.toLowerCase()));
    const fresh = labels.filter((label) => !known.has(label.toLowerCase()));
    if (labels.length === 0) continue;
    if (fresh.length === 0)
      return [asRemark(`${entity.singular} ${field.label.toLowerCase()} has that value already.`)];
    return [asRequest({ kind: "add-choices", entity, field: field.name, labels: fresh })];
  }
  return [];
}
