import { z } from "zod";
import type { Json } from "./database.types.generated.ts";
import { toJson } from "./to-json.ts";
import { toStoreError } from "./to-store-error.ts";

const toCamel = (key: string): string => key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const toSnake = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An instant as Postgres spells it, in text (`2026-11-23 21:07:19.57+00`) and in JSON (`2026-11-23T21:07:19.57+00:00`). */
const postgresInstant = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/;
const toInstant = (value: unknown): unknown => {
  const match = typeof value === "string" ? postgresInstant.exec(value) : null;
  return match === null ? value : new Date(`${match[1]}T${match[2]}${match[3]}:${match[4] ?? "00"}`).toISOString();
};

const isInstantColumn = (name: string): boolean => name.endsWith("_at") || name === "at";

const rowSchema = z.record(z.string(), z.unknown());

/** A row as the contract spells it: names in camelCase, instants in ISO 8601 and UTC. What columns hold stays as it is. */
export const parseRow = <Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> =>
  schema.parse(
    Object.fromEntries(
      Object.entries(rowSchema.parse(row)).map(([name, value]) => [
        toCamel(name),
        isInstantColumn(name) ? toInstant(value) : value,
      ]),
    ),
  );

/** The fields of a contract as columns. Undefined fields are left out. */
export const toRow = (fields: object): { [column: string]: Json } =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [toSnake(name), toJson(value)]),
  );

interface Answer {
  data: unknown;
  error: { message: string; code?: string; details?: string | null; hint?: string | null } | null;
  status: number;
}

/** The data of an answer. Throws what `toStoreError` makes of a refusal. */
export const unwrap = async (operation: string, request: PromiseLike<Answer>): Promise<unknown> => {
  const { data, error, status } = await request;
  if (error !== null) throw toStoreError(operation, error, status);
  return data;
};

const rowsSchema = z.array(z.unknown());

/** All rows of an answer, as they are. */
export const readRawRows = async (operation: string, request: PromiseLike<Answer>): Promise<unknown[]> =>
  rowsSchema.parse((await unwrap(operation, request)) ?? []);

/** All rows of an answer, parsed. */
export const readRows = async <Schema extends z.ZodType>(
  operation: string,
  schema: Schema,
  request: PromiseLike<Answer>,
): Promise<z.output<Schema>[]> => (await readRawRows(operation, request)).map((row) => parseRow(schema, row));

/** The first row of an answer, parsed, or null. */
export const readRow = async <Schema extends z.ZodType>(
  operation: string,
  schema: Schema,
  request: PromiseLike<Answer>,
): Promise<z.output<Schema> | null> => (await readRows(operation, schema, request))[0] ?? null;
