import {
  readCatalog,
  type CatalogColumn,
  type CatalogFunction,
  type CatalogTable,
  type Query,
} from "./read-catalog.ts";

const scalars: Record<string, string> = {
  bool: "boolean",
  int2: "number",
  int4: "number",
  int8: "number",
  float4: "number",
  float8: "number",
  numeric: "number",
  json: "Json",
  jsonb: "Json",
  void: "undefined",
};

/** A Postgres type as JSON carries it; whatever is not listed travels as text. */
const toType = (name: string): string =>
  name.startsWith("_") ? `${toType(name.slice(1))}[]` : (scalars[name] ?? "string");

const indent = (lines: string[], by: number): string[] => lines.map((line) => `${" ".repeat(by)}${line}`);

const printRow = (columns: CatalogColumn[]): string[] =>
  columns.map(({ name, type, isNullable }) => `${name}: ${toType(type)}${isNullable ? " | null" : ""}`);

const printInsert = (columns: CatalogColumn[], isUpdate: boolean): string[] =>
  columns.map(({ name, type, isNullable, hasDefault, isGenerated }) => {
    if (isGenerated) return `${name}?: never`;
    const isOptional = isUpdate || isNullable || hasDefault;
    return `${name}${isOptional ? "?" : ""}: ${toType(type)}${isNullable ? " | null" : ""}`;
  });

const quote = (names: string[]): string => names.map((name) => JSON.stringify(name)).join(", ");

const printRelationships = (table: CatalogTable): string[] => {
  if (table.relationships.length === 0) return ["Relationships: []"];
  return [
    "Relationships: [",
    ...table.relationships.flatMap((relationship) => [
      "  {",
      `    foreignKeyName: ${JSON.stringify(relationship.name)}`,
      `    columns: [${quote(relationship.columns)}]`,
      `    isOneToOne: ${relationship.isOneToOne}`,
      `    referencedRelation: ${JSON.stringify(relationship.referencedTable)}`,
      `    referencedColumns: [${quote(relationship.referencedColumns)}]`,
      "  },",
    ]),
    "]",
  ];
};

const printTable = (table: CatalogTable): string[] => [
  `${table.name}: {`,
  ...["Row: {", ...indent(printRow(table.columns), 2), "}"].map((line) => `  ${line}`),
  ...(table.isView
    ? []
    : [
        ...["Insert: {", ...indent(printInsert(table.columns, false), 2), "}"].map((line) => `  ${line}`),
        ...["Update: {", ...indent(printInsert(table.columns, true), 2), "}"].map((line) => `  ${line}`),
      ]),
  ...indent(printRelationships(table), 2),
  "}",
];

const printFunction = (entry: CatalogFunction, tables: CatalogTable[]): string[] => {
  const returned = tables.find(({ name }) => name === entry.returnTable);
  const suffix = entry.isSet ? "[]" : "";
  const given = entry.arguments.map(({ name, type, hasDefault }) => `${name}${hasDefault ? "?" : ""}: ${toType(type)}`);
  return [
    `${entry.name}: {`,
    ...(given.length === 0 ? ["  Args: never"] : ["  Args: {", ...indent(given, 4), "  }"]),
    ...(returned === undefined
      ? [`  Returns: ${toType(entry.returnType)}${suffix}`]
      : ["  Returns: {", ...indent(printRow(returned.columns), 4), `  }${suffix}`]),
    "}",
  ];
};

const printGroup = (name: string, entries: string[][]): string[] =>
  entries.length === 0
    ? [`${name}: {`, "  [_ in never]: never", "}"]
    : [`${name}: {`, ...indent(entries.flat(), 2), "}"];

/**
 * TypeScript types of the schema `public`, in the shape `supabase gen types typescript` prints, from the catalog of a
 * migrated database. Ours, because the command line needs Docker and a download, and a clone must not.
 */
export const printDatabaseTypes = async (query: Query): Promise<string> => {
  const { tables, functions } = await readCatalog(query);
  const base = tables.filter(({ isView }) => !isView).map(printTable);
  const views = tables.filter(({ isView }) => isView).map(printTable);
  return [
    "// Made by `npm run generate:types` from the migrations. Do not edit.",
    "",
    "export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]",
    "",
    "export type Database = {",
    "  public: {",
    ...indent(printGroup("Tables", base), 4),
    ...indent(printGroup("Views", views), 4),
    ...indent(
      printGroup(
        "Functions",
        functions.map((entry) => printFunction(entry, tables)),
      ),
      4,
    ),
    ...indent(printGroup("Enums", []), 4),
    ...indent(printGroup("CompositeTypes", []), 4),
    "  }",
    "}",
    "",
  ].join("\n");
};
