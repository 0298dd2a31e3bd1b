import type { FieldSpec, FieldType } from "./app-spec.ts";
import { toChoices } from "./to-choices.ts";
import { toLabel, toPropertyName, toWords } from "./words.ts";

/** Fields people ask for by name: `type` and what else is worth knowing. */
const vocabulary: Record<string, Partial<FieldSpec>> = {
  name: { isRequired: true },
  title: { isRequired: true },
  email: { placeholder: "name@example.com" },
  phone: { placeholder: "+1 555 0100" },
  mobile: { type: "phone", placeholder: "+1 555 0100" },
  website: { type: "url", placeholder: "https://example.com" },
  duration: { type: "number", unit: "min", min: 0 },
  weight: { type: "number", unit: "kg", min: 0 },
  height: { type: "number", unit: "cm", min: 0 },
  distance: { type: "number", unit: "km", min: 0 },
  age: { type: "number", unit: "years", min: 0, max: 150 },
  hours: { type: "number", unit: "h", min: 0 },
  area: { type: "number", unit: "m²", min: 0 },
  discount: { type: "number", unit: "%", min: 0, max: 100 },
  progress: { type: "number", unit: "%", min: 0, max: 100 },
  probability: { type: "number", unit: "%", min: 0, max: 100 },
  rating: { type: "number", min: 1, max: 5 },
  priority: { type: "choice", choices: toChoices("Low, Medium, High, Urgent") },
  size: { type: "choice", choices: toChoices("Small, Medium, Large") },
  gender: { type: "choice", choices: toChoices("Female, Male, Other") },
  plan: { type: "choice", choices: toChoices("Free, Standard, Premium") },
  status: { type: "choice", choices: toChoices("Active, Paused, Archived") },
  stage: { type: "choice", choices: toChoices("New, In progress, Done") },
  type: { type: "choice", choices: toChoices("Standard, Special, Other") },
  category: { type: "choice", choices: toChoices("General, Special, Other") },
  difficulty: { type: "choice", choices: toChoices("Easy, Medium, Hard") },
};

/** Other words for the same field. */
const aliases: Record<string, string> = {
  "phone number": "phone",
  telephone: "phone",
  "telephone number": "phone",
  "mobile number": "mobile",
  "email address": "email",
  "e mail": "email",
  mail: "email",
  "e mail address": "email",
  deadline: "due date",
  due: "due date",
  dob: "date of birth",
  birthdate: "date of birth",
  note: "notes",
  comment: "comments",
  state: "status",
  url: "link",
};

/** Type by the words of a field's name; the first pattern that fits wins. */
const patterns: [RegExp, FieldType][] = [
  [/\be ?mail\b/, "email"],
  [/\b(phone|mobile|telephone|fax|whatsapp)\b/, "phone"],
  [/\b(url|website|link|homepage|web page|repository)\b/, "url"],
  [
    /\b(notes|description|comments?|details|bio|biography|summary|instructions|allergies|address|feedback|message|content|body|remarks|agenda|ingredients|steps|requirements)\b/,
    "longText",
  ],
  [
    /\b(starts? at|ends? at|date ?time|date and time|appointment time|start time|end time|scheduled|check ?in time|check ?out time|time)$/,
    "dateTime",
  ],
  [
    /\b(date|day|birthday|deadline|anniversary|expiry|expires|since|until|due|renewal|date of birth|check ?in|check ?out)$/,
    "date",
  ],
  [/^date\b/, "date"],
  [
    /\b(price|cost|amount|fee|total|budget|value|salary|wage|rate|deposit|balance|revenue|income|expense|rent|spend|payment)$/,
    "money",
  ],
  [/\b(status|stage|priority|category|type|kind|level|tier)$/, "choice"],
  [
    /\b(is|has) |\b(paid|done|completed|active|archived|vaccinated|verified|published|featured|billable|available|confirmed|approved|in stock|urgent|favorite|favourite|vegetarian|vegan|insured|neutered)$/,
    "checkbox",
  ],
  [
    /\b(number of|count|quantity|stock|score|points|capacity|seats|servings|calories|reps|sets|mileage|year|percent|percentage|minutes|hours|days|weeks|rooms|beds|bedrooms|pages|guests|attempts|units|level|length|width|depth|temperature|speed)\b/,
    "number",
  ],
];

/** Words that carry no meaning before a field's name. */
const fillers = /^(?:(?:an?|the|their|its|his|her|some|new|optional|required|extra|additional|separate)\s+)+/;
const trailing = /\s+(?:fields?|columns?|property|attribute|input|info|information)$/;

/** Removes articles and words such as "field" around a field's name. */
export const cleanFieldPhrase = (phrase: string) =>
  toWords(phrase).join(" ").replace(fillers, "").replace(trailing, "").trim();

const typeOf = (phrase: string): FieldType => patterns.find(([pattern]) => pattern.test(phrase))?.[1] ?? "text";

/**
 * Describes a field by the words for it: "a due date" is a date, "price" an amount of money, "priority" a choice.
 * `choices` ("Small, Large") makes any field a choice. The answer's name is a valid identifier.
 */
export function describeField(phrase: string, choices?: string): FieldSpec {
  const cleaned = cleanFieldPhrase(phrase) || "notes";
  const words = aliases[cleaned] ?? cleaned;
  const known = vocabulary[words];
  const type = choices ? "choice" : (known?.type ?? typeOf(words));
  const lastWord = words.split(" ").at(-1) ?? "";
  const fallback = vocabulary[lastWord]?.choices ?? vocabulary["category"]?.choices ?? [];
  const label = toLabel(
    words
      .replace(/^(?:is|has) /, "")
      .replace(/^starts at$/, "starts")
      .replace(/^ends at$/, "ends"),
  );
  return {
    name: fieldName(words),
    label,
    ...known,
    type,
    ...(type === "choice" ? { choices: choices ? toChoices(choices) : (known?.choices ?? fallback) } : {}),
    ...(type === "money" ? { min: 0 } : {}),
  };
}

/** Names every record has already; a field of that name gets another. */
const taken = new Set(["id", "createdAt", "updatedAt", "ownerId"]);

export function fieldName(phrase: string): string {
  const name = toPropertyName(phrase);
  return taken.has(name) || name in Object.prototype ? `${name}Value` : name;
}
