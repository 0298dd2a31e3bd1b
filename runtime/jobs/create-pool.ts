import pg from "pg";

const ignore = (): void => undefined;

/**
 * Connections to the database for work that the Data API cannot do. A connection that breaks, idle or in use, must not
 * end the process: the next query gets a new one.
 */
export const createPool = (databaseUrl: string, options: { max: number; name: string }): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max,
    application_name: `letscode ${options.name}`,
  });
  pool.on("error", ignore);
  pool.on("connect", (client) => client.on("error", ignore));
  return pool;
};
