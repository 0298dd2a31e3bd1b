import { z } from "zod";
import { DatabaseError } from "./database-error.ts";

const toCamel = (key: string): string => key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const toSnake = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Postgres' own spelling of an instant, `2026-11-23 21:07:19.57+00`; JSON wants `T` and a full offset. */
const postgresInstant = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;
const toInstant = (value: unknown): unknown => {
  const match = typeof value === "string" ? postgresInstant.exec(value) : null;
  return match === null ? value : new Date(`${match[1]}T${match[2]}${match[3]}:${match[4] ?? "00"}`).toISOString();
};

const rowSchema = z.record(z.string(), z.unknown());

/** A row as the database spells it, as the contract spells it: names in camelCase, instants in ISO 8601. */
export const parseRow = <Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> =>
  schema.parse(
    Object.fromEntries(Object.entries(rowSchema.parse(row)).map(([key, value]) => [toCamel(key), toInstant(value)])),
  );

/** The fields of a contract as columns. Undefined fields are left out. */
export const toRow = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [toSnake(key), value]),
  );

interface Answer {
  data: unknown;
  error: { message: string; code?: string } | null;
  status: number;
}

/** The data of an answer. Throws DatabaseError. */
export const unwrap = async (operation: string, request: PromiseLike<Answer>): Promise<unknown> => {
  const { data, error, status } = await request;
  if (error !== null) throw new DatabaseError(operation, error, status);
  return data;
};

/** All rows of an answer, parsed. Throws DatabaseError. */
export const readRows = async <Schema extends z.ZodType>(
  operation: string,
  schema: Schema,
  request: PromiseLike<Answer>,
): Promise<z.output<Schema>[]> =>
  z
    .array(z.unknown())
    .parse((await unwrap(operation, request)) ?? [])
    .map((row) => parseRow(schema, row));

/** The first row of an answer, parsed, or null. Throws DatabaseError. */
export const readRow = async <Schema extends z.ZodType>(
  operation: string,
  schema: Schema,
  request: PromiseLike<Answer>,
): Promise<z.output<Schema> | null> => (await readRows(operation, schema, request))[0] ?? null;
