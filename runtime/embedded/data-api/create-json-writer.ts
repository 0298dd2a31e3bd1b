import { CompiledQuery, type DatabaseConnection } from "kysely";

const JSON_TYPES = new Set(["json", "jsonb"]);
const PREPARABLE = /^\s*(?:select|insert|update|delete|merge|with|values)\b/i;
const REMEMBERED = 2_000;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * @supabase/lite hands JSON arguments of rpc over as text already. Text that is JSON is taken to be JSON; any other is a
 * string. A string that looks like JSON, alone as an argument, cannot be told from it.
 */
const toJson = (value: unknown): unknown => {
  if (value === null || value === undefined) return value;
  return typeof value === "string" && isJson(value) ? value : JSON.stringify(value);
};

/** Numbers and truth values read the same as JSON and as SQL: what they are for makes no difference. */
const isAmbiguous = (value: unknown): boolean =>
  typeof value === "string" || (typeof value === "object" && value !== null && !Buffer.isBuffer(value));

type Execute = DatabaseConnection["executeQuery"];

let probes = 0;

/**
 * Has a statement prepared, without running it, and says which of its parameters, from 0, are JSON to Postgres. Each time
 * under a name of its own: queries of one transaction may be asked at once, and share its connection.
 */
const findJson = async (execute: Execute, statement: string): Promise<ReadonlySet<number>> => {
  probes += 1;
  const name = `letscode_probe_${probes}`;
  await execute(CompiledQuery.raw(`prepare ${name} as ${statement}`));
  const { rows } = await execute<{ types: string[] }>(
    CompiledQuery.raw(
      `select parameter_types::text[] as types from pg_catalog.pg_prepared_statements where name = '${name}'`,
    ),
  );
  await execute(CompiledQuery.raw(`deallocate ${name}`));
  return new Set(rows[0]?.types.flatMap((type, index) => (JSON_TYPES.has(type) ? [index] : [])));
};

/**
 * Makes connections write parameters by their types, which `pg` does not know: an array for a JSON column would become an
 * array of Postgres. Which ones are JSON is asked of the database once for each statement.
 * https://www.postgresql.org/docs/current/view-pg-prepared-statements.html
 */
export const createJsonWriter = (): ((connection: DatabaseConnection) => Promise<void>) => {
  const remembered = new Map<string, ReadonlySet<number>>();
  const find = async (execute: Execute, statement: string): Promise<ReadonlySet<number>> => {
    const known = remembered.get(statement);
    if (known !== undefined) return known;
    const json = await findJson(execute, statement);
    const [oldest] = remembered.keys();
    if (remembered.size >= REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.set(statement, json);
    return json;
  };
  const write = async (execute: Execute, statement: string, values: readonly unknown[]) => {
    if (!PREPARABLE.test(statement) || !values.some(isAmbiguous)) return values;
    const json = await find(execute, statement);
    return values.map((value, index) => (json.has(index) ? toJson(value) : value));
  };
  return async (connection) => {
    const execute: Execute = connection.executeQuery.bind(connection);
    connection.executeQuery = async (query) =>
      execute({ ...query, parameters: await write(execute, query.sql, query.parameters) });
  };
};
