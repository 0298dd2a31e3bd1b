import pg from "pg";
import { createPool } from "../../jobs/create-pool.ts";

const readExact = (text: string): number | string => (String(Number(text)) === text ? Number(text) : text);
const readText = (text: string): string => text;
const { builtins } = pg.types;
/** Arrays of names, in which the catalogue is read, and of text. */
const [nameArray, textArray] = [1003, 1009];

const readers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, readExact],
  [builtins.NUMERIC, readExact],
  [builtins.DATE, readText],
  [builtins.TIME, readText],
  [builtins.TIMETZ, readText],
  [builtins.TIMESTAMP, readText],
  [builtins.TIMESTAMPTZ, readText],
  [nameArray, pg.types.getTypeParser(textArray)],
]);

/** Connections that answer as @supabase/lite expects: numbers where they are exact, dates as Postgres writes them. */
export const createDataPool = (databaseUrl: string): pg.Pool =>
  createPool(databaseUrl, {
    max: 12,
    name: "data",
    options: "-c TimeZone=UTC",
    types: { getTypeParser: (oid, format) => readers.get(oid) ?? pg.types.getTypeParser(oid, format) },
  });
