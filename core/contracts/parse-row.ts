import { z } from "zod";

const toCamel = (key: string): string => key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** An instant as Postgres spells it, in text (`2026-11-23 21:07:19.57+00`) and in JSON (`2026-11-23T21:07:19.57+00:00`). */
const postgresInstant = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;
const toInstant = (value: unknown): unknown => {
  const match = typeof value === "string" ? postgresInstant.exec(value) : null;
  return match === null ? value : new Date(`${match[1]}T${match[2]}${match[3]}:${match[4] ?? "00"}`).toISOString();
};

const isInstantColumn = (name: string): boolean => name.endsWith("_at") || name === "at";

const rowSchema = z.record(z.string(), z.unknown());

/**
 * A row of the database as its contract spells it: names in camelCase, instants in ISO 8601 and UTC. What columns
 * hold stays as it is. Throws ZodError for a row of another shape.
 */
export const parseRow = <Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> =>
  schema.parse(
    Object.fromEntries(
      Object.entries(rowSchema.parse(row)).map(([name, value]) => [
        toCamel(name),
        isInstantColumn(name) ? toInstant(value) : value,
      ]),
    ),
  );
