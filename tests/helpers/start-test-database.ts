import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { startEmbedded, type Embedded } from "#runtime/embedded/index.ts";
import type { Clock } from "#core/ports/clock.ts";
import { silentLogger } from "./silent-logger.ts";

export const testKeys = {
  publishableKey: "sb_publishable_test_0123456789",
  secretKey: "sb_secret_test_0123456789",
  jwtSecret: "test-jwt-secret-0123456789-0123456789-0123456789",
};

export interface TestDatabase {
  embedded: Embedded;
  databaseUrl: string;
  /** A folder of this database's own; goes with it. */
  dataDirectory: string;
  /** Connections of the superuser, past row-level security. */
  pool: pg.Pool;
  stop(): Promise<void>;
}

const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

/** A migrated database of its own, with Auth, Data API and Realtime over it, in a temporary folder. */
export const startTestDatabase = async ({ clock = systemClock }: { clock?: Clock } = {}): Promise<TestDatabase> => {
  const directory = await mkdtemp(join(tmpdir(), "letscode-database-"));
  // Run by root, Postgres belongs to the user postgres, who must be able to pass through this folder.
  await chmod(directory, 0o755);
  const embedded = await startEmbedded({
    dataDirectory: directory,
    postgresPassword: "test",
    keys: testKeys,
    siteUrl: "http://localhost:3000",
    migrationsDirectory: new URL("../../supabase/migrations", import.meta.url).pathname,
    clock,
    logger: silentLogger,
  });
  const pool = new pg.Pool({ connectionString: embedded.databaseUrl, max: 60 });
  return {
    embedded,
    databaseUrl: embedded.databaseUrl,
    dataDirectory: directory,
    pool,
    stop: async () => {
      await pool.end();
      await embedded.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
