import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import { applyMigrations, applySql } from "./apply-migrations.ts";
import { createSupabaseLite, type SupabaseKeys } from "./data-api/create-supabase-lite.ts";
import { startRealtime, type Realtime } from "./realtime/start-realtime.ts";
import { type RunningPostgres, startPostgres } from "./start-postgres.ts";

export interface EmbeddedOptions {
  /** Where the cluster lives; unused when `databaseUrl` names a database of somebody else's. */
  dataDirectory: string;
  /** A PostgreSQL to use instead of the embedded one. */
  databaseUrl?: string | undefined;
  postgresPassword: string;
  keys: SupabaseKeys;
  siteUrl: string;
  migrationsDirectory: string;
  clock: Clock;
  logger: Logger;
}

export interface Embedded {
  databaseUrl: string;
  /** Serves `/auth/v1`, `/rest/v1` and `/realtime/v1/api`. */
  fetch(request: Request): Promise<Response>;
  upgrade: Realtime["upgrade"];
  stop(): Promise<void>;
}

const PRELUDES = ["prelude.sql", "prelude-changes.sql"].map((file) => new URL(file, import.meta.url));

/** What stands on the database: schema, Auth and Data API, Realtime. */
const startOver = async (
  options: EmbeddedOptions,
  databaseUrl: string,
  postgres: RunningPostgres | null,
): Promise<Embedded> => {
  const { logger, keys } = options;
  for (const prelude of PRELUDES) await applySql(databaseUrl, await readFile(prelude, "utf8"));
  const lite = await createSupabaseLite({ ...keys, databaseUrl, siteUrl: options.siteUrl, logger });
  await applyMigrations(databaseUrl, options.migrationsDirectory);
  const realtime = await startRealtime({ ...keys, databaseUrl, clock: options.clock, logger });
  return {
    databaseUrl,
    fetch: (request) =>
      new URL(request.url).pathname.startsWith("/realtime/") ? realtime.fetch(request) : lite.fetch(request),
    upgrade: realtime.upgrade,
    stop: async () => {
      await realtime.stop();
      await lite.close();
      await postgres?.stop();
    },
  };
};

/** Starts what stands in for Supabase: Postgres with our schema, Auth and Data API, Realtime. */
export const startEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const { logger } = options;
  const postgres =
    options.databaseUrl === undefined
      ? await startPostgres({
          directory: join(options.dataDirectory, "postgres"),
          password: options.postgresPassword,
          logger,
        })
      : null;
  try {
    return await startOver(options, options.databaseUrl ?? postgres?.databaseUrl ?? "", postgres);
  } catch (thrown) {
    await postgres?.stop();
    throw thrown;
  }
};
