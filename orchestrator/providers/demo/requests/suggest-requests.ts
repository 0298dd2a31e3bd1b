import { describeField } from "../analysis/describe-field.ts";
import { findEntry } from "../analysis/lexicon.ts";
import { pluralize } from "../analysis/words.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { findEntity } from "./find-target.ts";

const fieldIdeas = ["due date", "priority", "phone", "website", "birthday", "rating", "address", "color"];
const colourIdeas = ["green", "blue", "purple"];
const synonyms: Record<string, string> = {
  customer: "clients",
  client: "customers",
  appointment: "bookings",
  booking: "appointments",
  task: "to-dos",
  member: "participants",
  product: "articles",
  student: "pupils",
  employee: "colleagues",
  guest: "visitors",
};

/** A field that suits one of the records and is not there. */
function suggestField(app: KnownApp): string | null {
  for (const idea of fieldIdeas) {
    const { name } = describeField(idea);
    const isAboutPeople = ["phone", "birthday", "address"].includes(idea);
    const isAboutWork = ["due date", "priority"].includes(idea);
    const entity = app.entities.find((candidate) => {
      const isPlain = !isAboutPeople && !isAboutWork;
      const hasStatus = candidate.fields.some((field) => field.name === "status");
      const fits = isPlain || (isAboutPeople ? candidate.isPerson : hasStatus && !candidate.isPerson);
      return fits && !candidate.fields.some((field) => field.name === name || field.type === describeField(idea).type);
    });
    if (entity) return `add a ${idea} to ${entity.plural.toLowerCase()}`;
  }
  return null;
}

function suggestRecords(app: KnownApp): string | null {
  const nouns = app.entities.flatMap(({ noun }) => findEntry(noun)?.belongsTo ?? []);
  const missing = ["invoice", "task", "note", ...nouns].find((noun) => !findEntity(app, noun));
  return missing ? `add ${pluralize(missing)}` : null;
}

/** Three things to ask of this very app that the demo can do. */
export function suggestRequests(app: KnownApp): string[] {
  const renamed = app.entities.find(({ noun }) => synonyms[noun]);
  const ideas = [
    suggestField(app),
    `make it ${colourIdeas[app.name.length % colourIdeas.length]}`,
    suggestRecords(app),
    renamed ? `rename ${renamed.plural.toLowerCase()} to ${synonyms[renamed.noun]}` : null,
    "dark theme by default",
  ];
  return ideas.filter((idea) => idea !== null).slice(0, 3);
}
