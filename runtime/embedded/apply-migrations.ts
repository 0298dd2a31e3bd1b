import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { MigrationError } from "./migration-error.ts";

const ledger = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
alter table supabase_migrations.schema_migrations add column if not exists checksum text;
`;

const applyOne = async (client: pg.Client, file: string, sql: string, checksum: string): Promise<void> => {
  const [version = "", ...name] = file.replace(/\.sql$/, "").split("_");
  const { rows } = await client.query<{ checksum: string | null }>(
    "select checksum from supabase_migrations.schema_migrations where version = $1",
    [version],
  );
  const applied = rows[0];
  if (applied !== undefined) {
    if (applied.checksum !== null && applied.checksum !== checksum) {
      throw new MigrationError(
        file,
        "it was changed after it had been applied",
        "Put the file back as it was, and write a new migration for the change.",
      );
    }
    return;
  }
  try {
    await client.query("begin");
    await client.query(sql);
    await client.query(
      "insert into supabase_migrations.schema_migrations (version, name, statements, checksum) values ($1, $2, $3, $4)",
      [version, name.join("_"), [sql], checksum],
    );
    await client.query("commit");
  } catch (thrown) {
    await client.query("rollback");
    throw new MigrationError(
      file,
      thrown instanceof Error ? thrown.message : String(thrown),
      "Mend the migration; nothing of it was kept.",
      thrown,
    );
  }
};

const versionOf = (file: string | undefined): string | undefined => file?.split("_")[0];

/** The files in order. Throws MigrationError when two have one version: the second would never be applied. */
const listMigrations = async (directory: string): Promise<string[]> => {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".sql")).toSorted();
  const second = files.find((file, index) => versionOf(file) === versionOf(files[index - 1]));
  if (second === undefined) return files;
  throw new MigrationError(second, "another one has the same version", "Rename it to a version that comes later.");
};

/**
 * Applies the migrations of a folder in order, each in a transaction of its own, and keeps the ledger the
 * Supabase CLI keeps. graphile-worker's own schema comes first, since our triggers enqueue jobs.
 * Throws MigrationError for a migration that fails, or that was changed after it had been applied.
 */
export const applyMigrations = async (databaseUrl: string, directory: string): Promise<void> => {
  const files = await listMigrations(directory);
  await runMigrations({ connectionString: databaseUrl });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('letscode.migrations'))");
    await client.query(ledger);
    for (const file of files) {
      const sql = await readFile(join(directory, file), "utf8");
      await applyOne(client, file, sql, createHash("sha256").update(sql).digest("hex"));
    }
  } finally {
    await client.end();
  }
};

/** Applies one file of SQL as it is (the prelude). */
export const applySql = async (databaseUrl: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};
