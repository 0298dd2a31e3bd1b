import type { EntitySpec, FieldSpec } from "../analysis/app-spec.ts";
import { toWords } from "../analysis/words.ts";
import { quote } from "./source.ts";

const pools: Record<string, string[]> = {
  breed: ["Poodle", "Border collie", "Dachshund", "Labrador", "Spaniel", "Mixed breed", "Terrier", "Beagle"],
  city: ["Porto", "Utrecht", "Ghent", "Bristol", "Lyon", "Aarhus"],
  location: ["Main site", "Second floor", "North wing", "Garden side", "Storeroom", "Front desk"],
  role: ["Owner", "Operations", "Marketing", "Finance", "Support", "Design"],
  specialty: ["Long hair", "First visits", "Evenings", "Seniors", "Sensitive cases", "Express"],
  industry: ["Design", "Logistics", "Health", "Food", "Energy", "Retail"],
  source: ["Referral", "Website", "Newsletter", "Fair", "Partner"],
  method: ["Card", "Transfer", "Cash", "Card", "Direct debit"],
  author: ["Ana Duarte", "Henrik Moe", "Rosa Lindt", "Idris Cole", "Mei Tanaka"],
  address: ["12 Garden Row", "4 Mill Lane", "27 Harbour View", "8 Station Road", "15 Chapel Street"],
  level: ["Beginner", "Intermediate", "Advanced"],
  colour: ["Slate", "Sand", "Forest", "Rust", "Ivory"],
  text: ["Standard", "Window side", "By request", "Regular", "First choice"],
};

const notes = [
  "Prefers mornings.",
  null,
  "Agreed by phone; confirm the day before.",
  null,
  "Returning for the third time.",
  "Ask about the yearly offer.",
];

/** Days from today that give every sample app a past, a present and a future. */
const dayOffsets = [1, 0, 3, -2, 5, 2, -6, 8];
const hours = ["09:00", "14:30", "11:15", "16:00", "10:30", "13:00", "15:45", "09:45"];

/** Every kind of record has at least so many samples to refer to. */
const fewestSamples = 4;

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

function numberFor(field: FieldSpec, index: number): number {
  const name = field.name.toLowerCase();
  if (field.unit === "min") return pick([60, 45, 90, 30, 75, 60], index) ?? 60;
  if (field.unit === "kg") return pick([24, 8.5, 31, 12, 5.2, 18], index) ?? 10;
  if (field.unit === "%") return pick([40, 75, 20, 90, 60, 50], index) ?? 50;
  if (name.includes("rating")) return pick([5, 4, 5, 3, 4, 5], index) ?? 4;
  if (name.includes("year")) return pick([2019, 2022, 2016, 2024, 2020], index) ?? 2020;
  if (name.includes("pages")) return pick([312, 248, 190, 421, 276], index) ?? 300;
  if (name.includes("mileage")) return pick([48_200, 12_900, 86_400, 7_300, 31_050], index) ?? 30_000;
  const value = pick([12, 4, 25, 8, 40, 16], index) ?? 10;
  return Math.min(Math.max(value, field.min ?? 0), field.max ?? value);
}

const moneyFor = (field: FieldSpec, index: number) => {
  const isLarge = /budget|salary|value|rent/i.test(field.name);
  const small = [65, 48, 120, 89.5, 240, 35];
  return (pick(small, index) ?? 50) * (isLarge ? 100 : /amount|total/i.test(field.name) ? 10 : 1);
};

function textFor(field: FieldSpec, index: number): string | null {
  const words = toWords(field.name);
  const pool = Object.entries(pools).find(([word]) => words.includes(word))?.[1];
  if (pool) return pick(pool, index) ?? null;
  if (/sku|serial|reference|plate|number/i.test(field.name))
    return `${field.label.slice(0, 2).toUpperCase()}-${String(104 + index * 37)}`;
  if (/person|contact/i.test(field.name))
    return pick(["Ana Duarte", "Henrik Moe", "Rosa Lindt", "Idris Cole"], index) ?? null;
  return index % 2 === 0 ? (pick(pools["text"] ?? [], index) ?? null) : null;
}

/** The choice that suits a date: what has passed is finished, what lies ahead is not. */
function choiceFor(field: FieldSpec, index: number): string {
  const choices = field.choices ?? [];
  const finished = choices.findIndex(({ tone }) => tone === "success");
  const offset = dayOffsets[index % dayOffsets.length] ?? 0;
  if (field.name === "status" && offset < 0 && finished >= 0) return choices[finished]?.value ?? "";
  const open = field.name === "status" && finished > 1 ? choices.slice(0, finished) : choices;
  return pick(open, index)?.value ?? "";
}

function emailFor(title: string): string {
  return `${toWords(title).slice(0, 2).join(".") || "hello"}@example.com`;
}

/** The source of one field's sample value; `null` when the field is left blank. */
export function sampleValue(field: FieldSpec, entity: EntitySpec, title: string, index: number): string {
  if (field.name === entity.titleField) return quote(title);
  const offset = dayOffsets[index % dayOffsets.length] ?? 0;
  const isPast = /birth|joined|purchase|opened|issued|shipped|ordered|spent|logged|planted/i.test(field.name);
  switch (field.type) {
    case "relation":
      return quote(`${field.target}-${(index % fewestSamples) + 1}`);
    case "email":
      return quote(emailFor(title));
    case "phone":
      return quote(`+1 555 01${String(12 + index * 11)}`);
    case "url":
      return quote(`https://example.com/${toWords(title).join("-")}`);
    case "number":
      return String(numberFor(field, index));
    case "money":
      return String(moneyFor(field, index));
    case "date":
      return `day(${/birth/i.test(field.name) ? -(700 + index * 411) : isPast ? -(3 + index * 9) : /end|until|expir|renew/i.test(field.name) ? 30 + index * 12 : offset})`;
    case "dateTime":
      return `at(${offset}, ${quote(hours[index % hours.length] ?? "09:00")})`;
    case "choice":
      return quote(choiceFor(field, index));
    case "checkbox":
      return String(index % 3 === 0);
    case "longText": {
      const note = /address/i.test(field.name)
        ? (pools["address"]?.[index % 5] ?? null)
        : (notes[index % notes.length] ?? null);
      return note === null ? "null" : quote(note);
    }
    default: {
      const text = textFor(field, index);
      return text === null ? "null" : quote(text);
    }
  }
}

function writeRecord(entity: EntitySpec, title: string, index: number): string {
  const values = entity.fields.map((field) => `${field.name}: ${sampleValue(field, entity, title, index)}`);
  const id = `id: ${quote(`${entity.collection}-${index + 1}`)}`;
  return `  { ${[id, ...values].join(", ")} },`;
}

/** The sample records of one kind, as a constant. */
export function writeSampleList(entity: EntitySpec): string {
  const titles = entity.sampleTitles.slice(0, 8);
  return `const ${entity.collection}: Sample<${entity.typeName}>[] = [\n${titles.map((title, index) => writeRecord(entity, title, index)).join("\n")}\n];\n`;
}

/** What a new browser starts with: a few records of every kind, with dates around today. */
export function writeSamples(entities: EntitySpec[]): string {
  return `import type { AnyRecord, Draft, RecordBase } from "../data/store";
${entities.map(({ typeName, file }) => `import type { ${typeName} } from "./${file}";`).join("\n")}

type Sample<R extends RecordBase> = Draft<R> & { id: string };

/** The day so many days from today, as YYYY-MM-DD. */
function day(offset: number) {
  const date = new Date();
  date.setDate(date.getDate() + offset);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** An instant on that day, at this time of the person's own zone. */
const at = (offset: number, time: string) => new Date(\`\${day(offset)}T\${time}\`).toISOString();

${entities.map(writeSampleList).join("\n")}
/** Records made one after the other, an hour apart. */
const stamp = <R extends RecordBase>(samples: Sample<R>[]): AnyRecord[] =>
  samples.map((sample, index) => {
    const createdAt = new Date(Date.now() - (index + 1) * 3_600_000).toISOString();
    return { ...sample, createdAt, updatedAt: createdAt };
  });

/** What a new browser starts with, by collection. Dates are relative to today, so that the app never looks stale. */
export const samples = (): Record<string, AnyRecord[]> => ({
${entities.map(({ collection }) => `  ${collection}: stamp(${collection}),`).join("\n")}
});
`;
}
