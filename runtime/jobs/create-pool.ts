import pg from "pg";

const ignore = (): void => undefined;

const CONNECT_MILLISECONDS = 30_000;

/**
 * Connections to the database. One that breaks, idle or in use, must not end the process: the next query gets a new
 * one. A query that gets none within 30 s fails, rather than waiting for a database that says nothing.
 */
export const createPool = (
  databaseUrl: string,
  { name, ...options }: { max: number; name: string } & Pick<pg.PoolConfig, "options" | "types">,
): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    application_name: `letscode ${name}`,
    ...options,
  });
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
  return pool;
};
