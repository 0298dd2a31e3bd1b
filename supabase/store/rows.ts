import { z } from "zod";
import { parseRow } from "#core/contracts/parse-row.ts";
import type { Json } from "./database.types.generated.ts";
import { toJson } from "./to-json.ts";
import { toStoreError } from "./to-store-error.ts";

const toSnake = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

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
