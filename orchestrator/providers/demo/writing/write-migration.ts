import type { ChoiceSpec, EntitySpec, FieldSpec } from "../analysis/app-spec.ts";
import { toColumn } from "../analysis/words.ts";
import { sqlName, sqlText } from "./source.ts";

const sqlTypes: Record<FieldSpec["type"], string> = {
  text: "text",
  longText: "text",
  email: "text",
  phone: "text",
  url: "text",
  number: "numeric",
  money: "numeric(12, 2)",
  date: "date",
  dateTime: "timestamptz",
  choice: "text",
  checkbox: "boolean",
  relation: "uuid",
};

const checkOf = (column: string, choices: ChoiceSpec[]) =>
  `check (${column} in (${choices.map(({ value }) => sqlText(value)).join(", ")}))`;

export const tableName = (collection: string) => `public.${sqlName(toColumn(collection))}`;

/** The column of a field, as in `create table` and in `add column`. */
export function columnDefinition(field: FieldSpec, isNewTable: boolean): string {
  const column = sqlName(toColumn(field.name));
  const type = sqlTypes[field.type];
  if (field.type === "relation")
    return `${column} ${type} references ${tableName(field.target ?? "")} (id) on delete set null`;
  const choices = field.choices ?? [];
  if (field.type === "choice" && choices[0]) {
    return `${column} ${type} not null default ${sqlText(choices[0].value)} ${checkOf(column, choices)}`;
  }
  return field.isRequired && isNewTable ? `${column} ${type} not null` : `${column} ${type}`;
}

function writeTable(entity: EntitySpec): string {
  const table = tableName(entity.collection);
  const name = toColumn(entity.collection);
  const relations = entity.fields.filter(({ type }) => type === "relation");
  return `create table ${table} (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
${entity.fields.map((field) => `  ${columnDefinition(field, true)},`).join("\n")}
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index ${name}_owner_id on ${table} (owner_id);
${relations.map(({ name: field }) => `create index ${name}_${toColumn(field)} on ${table} (${sqlName(toColumn(field))});\n`).join("")}
alter table ${table} enable row level security;
grant select, insert, update, delete on ${table} to authenticated;
create policy ${name}_owner on ${table} for all to authenticated
  using (owner_id = (select auth.uid())) with check (owner_id = (select auth.uid()));
`;
}

/** Tables with row level security: a person reaches the rows they own, an anonymous visitor none. */
export const writeTables = (entities: EntitySpec[]) =>
  `-- A person reaches the rows they own and no others; an anonymous visitor reaches none.\n\n${entities.map(writeTable).join("\n")}`;

export const writeAddColumn = (collection: string, field: FieldSpec) =>
  `alter table ${tableName(collection)} add column ${columnDefinition(field, false)};\n`;

/** Replaces the values a choice may have; the name of the constraint is the one Postgres gives it. */
export function writeChangeChoices(collection: string, field: string, values: string[]): string {
  const column = sqlName(toColumn(field));
  const constraint = sqlName(`${toColumn(collection)}_${toColumn(field)}_check`);
  const choices = values.map((value) => ({ value, label: value }));
  return `alter table ${tableName(collection)} drop constraint if exists ${constraint};
alter table ${tableName(collection)} add constraint ${constraint} ${checkOf(column, choices)};\n`;
}

/** A path after every migration that is there: the day, then a number that counts up. */
export function nextMigrationPath(paths: string[], name: string): string {
  const numbers = paths.flatMap((path) => /^supabase\/migrations\/(\d{14})_/.exec(path)?.[1] ?? []);
  const last = numbers.toSorted().at(-1) ?? "20260101000000";
  return `supabase/migrations/${String(BigInt(last) + 100n)}_${name.slice(0, 60)}.sql`;
}

/** Gives records another value, before a constraint forbids the old one. */
export const writeReplaceValue = (collection: string, field: string, from: string, to: string) =>
  `update ${tableName(collection)} set ${sqlName(toColumn(field))} = ${sqlText(to)} where ${sqlName(toColumn(field))} = ${sqlText(from)};\n`;

/** Lets rows be saved without a column that no form fills any more; its data stays. */
export const writeMakeOptional = (collection: string, field: string) =>
  `alter table ${tableName(collection)} alter column ${sqlName(toColumn(field))} drop not null;\n`;
