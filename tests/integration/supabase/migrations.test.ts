import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { runMigrations } from "graphile-worker";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applyMigrations } from "#runtime/embedded/apply-migrations.ts";
import { printDatabaseTypes } from "#supabase/types/print-database-types.ts";
import { startTestDatabase, type TestDatabase } from "#tests/helpers/start-test-database.ts";

const migrations = new URL("../../../supabase/migrations", import.meta.url).pathname;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await startTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "letscode-migrations-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.stop();
});

let databases = 0;

/** Another, empty database of the same cluster; the roles are there, as they are in every cluster of Supabase. */
const createDatabase = async (): Promise<string> => {
  databases += 1;
  const name = `other_${databases}`;
  await database.pool.query(`create database ${name}`);
  return database.databaseUrl.replace(/\/letscode$/, `/${name}`);
};

const run = async (url: string, sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query(sql, parameters);
    return Array.isArray(answer) ? [] : answer.rows;
  } finally {
    await client.end();
  }
};

/**
 * What a hosted project has before the first migration of its owner, as far as migrations can meet it: schemas of Auth,
 * Realtime, Storage and extensions, the publication, the default privileges, and a role that migrates which is no superuser.
 * https://github.com/supabase/postgres and https://github.com/supabase/realtime
 */
const hosted = `
  do $$ begin
    if not exists (select from pg_roles where rolname = 'supabase_admin') then create role supabase_admin; end if;
    if not exists (select from pg_roles where rolname = 'supabase_auth_admin') then create role supabase_auth_admin; end if;
    if not exists (select from pg_roles where rolname = 'supabase_realtime_admin') then create role supabase_realtime_admin; end if;
    if not exists (select from pg_roles where rolname = 'hosted_postgres') then
      create role hosted_postgres login createrole createdb bypassrls password 'hosted';
    end if;
  end $$;
  grant anon, authenticated, service_role, supabase_realtime_admin to hosted_postgres;
  create schema auth; create schema extensions; create schema storage; create schema realtime; create schema vault;
  create schema supabase_migrations authorization hosted_postgres;
  create table auth.users (
    instance_id uuid, id uuid primary key, aud varchar(255), role varchar(255), email varchar(255),
    raw_app_meta_data jsonb, raw_user_meta_data jsonb, created_at timestamptz, updated_at timestamptz
  );
  alter table auth.users enable row level security;
  create function auth.uid() returns uuid language sql stable as $$
    select coalesce(
      nullif(current_setting('request.jwt.claim.sub', true), ''),
      (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
    )::uuid
  $$;
  grant usage on schema auth, extensions, realtime, storage, public to anon, authenticated, service_role, hosted_postgres;
  grant create on schema public to hosted_postgres;
  grant all on auth.users to hosted_postgres;
  create table realtime.messages (
    topic text not null, extension text not null, payload jsonb, event text, private boolean default false,
    updated_at timestamp not null default now(), inserted_at timestamp not null default now(),
    id uuid not null default gen_random_uuid(), primary key (id, inserted_at)
  ) partition by range (inserted_at);
  create table realtime.messages_today partition of realtime.messages default;
  alter table realtime.messages enable row level security;
  alter table realtime.messages owner to supabase_realtime_admin;
  grant select, insert, update on realtime.messages to anon, authenticated, service_role, hosted_postgres;
  create function realtime.topic() returns text language sql stable as $$ select nullif(current_setting('realtime.topic', true), '')::text $$;
  create function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void language plpgsql as $$
    begin insert into realtime.messages (payload, event, topic, private, extension) values (payload, event, topic, private, 'broadcast'); end $$;
  create function realtime.broadcast_changes(topic_name text, event_name text, operation text, table_name text, table_schema text, new record, old record, level text default 'ROW')
    returns void language plpgsql as $$
    begin perform realtime.send(jsonb_build_object('operation', operation, 'table', table_name), event_name, topic_name); end $$;
  create publication supabase_realtime;
  alter default privileges for role hosted_postgres in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges for role hosted_postgres in schema public grant all on functions to anon, authenticated, service_role;
  alter default privileges for role hosted_postgres in schema public grant all on sequences to anon, authenticated, service_role;
`;

describe("the migrations", () => {
  it("apply unchanged to a project of hosted Supabase, as a role that is no superuser", async () => {
    const url = await createDatabase();
    await run(url, hosted);
    await run(url, `grant create on database ${new URL(url).pathname.slice(1)} to hosted_postgres`);
    const migrator = new URL(url);
    [migrator.username, migrator.password] = ["hosted_postgres", "hosted"];
    await runMigrations({ connectionString: migrator.href });
    for (const file of (await readdir(migrations)).toSorted()) {
      const sql = await readFile(join(migrations, file), "utf8");
      await run(migrator.href, `begin; ${sql} ; commit`);
    }
    const userId = crypto.randomUUID();
    await run(url, "insert into auth.users (id, email) values ($1, 'ada@example.com')", [userId]);
    const [profile] = await run(url, "select handle, is_admin from public.profiles");
    expect(profile).toEqual({ handle: "ada", is_admin: false });
    await run(
      url,
      "insert into public.projects (owner_id, name, slug, template, git_host, repository_id, deploy_host, owner_handle, preview_label) values ($1, 'Shop', 'shop', 't', 'github', 1, 'vercel', '', '')",
      [userId],
    );
    await run(
      url,
      "insert into public.activity_log (project_id, actor, action) select id, 'user', 'note.written' from public.projects",
    );
    const [message] = await run(url, "select topic, event, private from realtime.messages");
    expect(message).toEqual({ topic: expect.stringMatching(/^project:/), event: "INSERT", private: true });
    const [privileges] = await run(
      url,
      "select count(*)::int as count from information_schema.role_table_grants where grantee in ('anon', 'authenticated') and table_schema = 'public' and privilege_type <> 'SELECT'",
    );
    expect(privileges).toEqual({ count: 0 });
  });

  it("apply to a database twice, and say what was applied as the Supabase CLI does", async () => {
    await applyMigrations(database.databaseUrl, migrations);
    const files = (await readdir(migrations)).toSorted();
    const rows = await run(
      database.databaseUrl,
      "select version, name from supabase_migrations.schema_migrations order by version",
    );
    expect(rows.map(({ version, name }) => `${String(version)}_${String(name)}.sql`)).toEqual(files);
  });

  it("apply from wherever a database is: half of them first, the rest later", async () => {
    const url = await createDatabase();
    await run(url, hosted.replaceAll(/create publication supabase_realtime;/g, ""));
    const files = (await readdir(migrations)).toSorted();
    const half = await mkdtemp(join(folder, "half-"));
    for (const file of files.slice(0, 8)) await cp(join(migrations, file), join(half, file));
    await applyMigrations(url, half);
    await applyMigrations(url, migrations);
    const rows = await run(url, "select version from supabase_migrations.schema_migrations");
    expect(rows).toHaveLength(files.length);
  });

  it("take what the Supabase CLI has applied as applied", async () => {
    const url = await createDatabase();
    const one = await mkdtemp(join(folder, "one-"));
    await writeFile(join(one, "20260101000000_first.sql"), "create table public.first (id int)");
    await run(
      url,
      "create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text); insert into supabase_migrations.schema_migrations (version, name) values ('20260101000000', 'first')",
    );
    await applyMigrations(url, one);
    expect(await run(url, "select to_regclass('public.first') as made")).toEqual([{ made: null }]);
  });

  it("are refused when one was changed after it had been applied, when one fails, and when two have one version", async () => {
    const url = await createDatabase();
    const own = await mkdtemp(join(folder, "own-"));
    const first = join(own, "20260101000000_first.sql");
    await writeFile(first, "create table public.first (id int)");
    await applyMigrations(url, own);
    await writeFile(first, "create table public.first (id bigint)");
    await expect(applyMigrations(url, own)).rejects.toMatchObject({
      code: "migration_failed",
      message: expect.stringContaining("changed after it had been applied"),
    });
    await writeFile(first, "create table public.first (id int)");
    await writeFile(join(own, "20260102000000_second.sql"), "create table public.second (id int); select broken()");
    await expect(applyMigrations(url, own)).rejects.toMatchObject({
      message: expect.stringContaining("broken()"),
      data: { file: "20260102000000_second.sql" },
    });
    expect(await run(url, "select to_regclass('public.second') as made")).toEqual([{ made: null }]);
    await writeFile(join(own, "20260102000000_second.sql"), "create table public.second (id int)");
    await writeFile(join(own, "20260102000000_twin.sql"), "create table public.twin (id int)");
    await expect(applyMigrations(url, own)).rejects.toThrow("another one has the same version");
  });

  it("are applied once when two processes start at the same time", async () => {
    const url = await createDatabase();
    const own = await mkdtemp(join(folder, "race-"));
    for (let number = 1; number < 6; number += 1)
      await writeFile(
        join(own, `2026010${number}000000_n.sql`),
        `select pg_sleep(0.05); create table public.t${number} (id int)`,
      );
    await Promise.all(Array.from({ length: 4 }, () => applyMigrations(url, own)));
    expect(await run(url, "select version from supabase_migrations.schema_migrations")).toHaveLength(5);
  });
});

describe("the printed types", () => {
  it("are those of the migrations", async () => {
    const printed = await printDatabaseTypes(async (sql) => (await database.pool.query(sql)).rows);
    const kept = await readFile(
      new URL("../../../supabase/store/database.types.generated.ts", import.meta.url),
      "utf8",
    );
    expect(printed).toBe(kept);
  });
});
