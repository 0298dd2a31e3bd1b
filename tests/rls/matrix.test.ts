import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findLeaks, type Asker, type MatrixResult } from "#tests/helpers/rls-matrix.ts";
import { seedEverything, type Seed } from "#tests/helpers/seed-everything.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let seed: Seed;
let client: pg.PoolClient;
let askers: Asker[];

beforeAll(async () => {
  stack = await startTestStack();
  seed = await seedEverything(stack);
  const person = (name: "admin" | "owner" | "stranger"): Asker => ({
    name,
    role: "authenticated",
    userId: seed[name].id,
  });
  askers = [{ name: "anonymous", role: "anon", userId: null }, person("stranger"), person("owner"), person("admin")];
});
afterAll(() => stack.stop());
beforeEach(async () => {
  client = await stack.pool.connect();
  await client.query("begin");
});
afterEach(async () => {
  await client.query("rollback");
  client.release();
});

const ask = (): Promise<MatrixResult> => findLeaks(client, askers, seed.projectId);

/** What the matrix finds once the database has been changed; all is undone after the test. */
const leaksAfter = async (sql: string): Promise<string[]> => {
  await client.query(sql);
  return (await ask()).leaks;
};

describe("the isolation matrix", () => {
  it("A16: of every table, view and function, people reach their own rows and nothing else", async () => {
    const { leaks, relations } = await ask();
    expect(leaks).toEqual([]);
    const { rows } = await client.query(
      "select count(*)::int as count from information_schema.tables where table_schema = 'public'",
    );
    expect(relations).toHaveLength(rows[0].count);
    expect(relations.length).toBeGreaterThan(15);
  });

  it.each([
    [
      "a table without a policy",
      "create table public.loose (project_id uuid); alter table public.loose enable row level security",
      "loose: it has no policy",
    ],
    [
      "a table without row-level security",
      "create table public.loose (project_id uuid)",
      "loose: row-level security is off",
    ],
    [
      "a table nobody owns",
      "create table public.loose (id int); alter table public.loose enable row level security; create policy p on public.loose for select using (false)",
      "loose: nobody owns its rows",
    ],
    [
      "a table that shows all rows",
      "create table public.loose (owner_id uuid); insert into public.loose select id from public.profiles; alter table public.loose enable row level security; create policy p on public.loose for select using (true); grant select on public.loose to authenticated",
      "loose: by select stranger sees 3 rows, not 1",
    ],
    [
      "a table nobody seeded",
      "create table public.loose (owner_id uuid); alter table public.loose enable row level security; create policy p on public.loose for select using (false)",
      "loose: it was not seeded",
    ],
    [
      "a view that asks as its owner",
      "create view public.loose as select * from public.projects; grant select on public.loose to authenticated",
      "loose: by select stranger sees 3 rows",
    ],
    ["a table people may write", "grant delete on public.projects to authenticated", "projects: owner may delete"],
    [
      "a function people may call",
      "create function public.loose() returns int language sql as 'select 1'; grant execute on function public.loose() to authenticated",
      "loose(): people may call it",
    ],
    [
      "a definer without a search_path",
      "create function private.loose() returns int security definer language sql as 'select 1'",
      "private.loose(): its search_path is not fixed",
    ],
    [
      "a schema beside that people may read",
      "grant usage on schema graphile_worker to anon; grant select on graphile_worker._private_jobs to anon",
      "graphile_worker._private_jobs: anon has a privilege",
    ],
    [
      "a hash people may read",
      'grant select on public.access_tokens to anon; alter policy "owners read their tokens" on public.access_tokens to anon using (true)',
      "access_tokens: by select anonymous sees 3 rows",
    ],
    [
      "a channel anybody may write",
      "create policy p on realtime.messages for insert to authenticated with check (true)",
      "the channel of a project: stranger may",
    ],
  ])("A16: notices %s", async (_title, sql, leak) => {
    expect(await leaksAfter(sql)).toEqual(expect.arrayContaining([expect.stringContaining(leak)]));
  });
});

describe("what new tables and functions are born with", () => {
  it("A16: is nothing, for anonymous and for people", async () => {
    await client.query(
      "create table public.born (id serial); create function public.born() returns int language sql as 'select 1'",
    );
    const { rows } = await client.query(`
      select r, has_table_privilege(r, 'public.born', 'select, insert, update, delete') as "table",
        has_sequence_privilege(r, 'public.born_id_seq', 'usage, select, update') as sequence,
        has_function_privilege(r, 'public.born()', 'execute') as function
      from unnest('{anon, authenticated}'::text[]) r order by r`);
    expect(rows).toEqual(["anon", "authenticated"].map((r) => ({ r, table: false, sequence: false, function: false })));
  });
});

describe("what policies ask", () => {
  it("A16: answers about the caller alone", async () => {
    const answer = async (userId: string): Promise<unknown> => {
      await client.query("savepoint s");
      await client.query(
        "select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', $1, true)",
        [userId],
      );
      const { rows } = await client.query(
        "select array(select private.owned_projects()) as owned, private.owns_topic($1) as owns, private.is_admin() as admin",
        [`project:${seed.projectId}`],
      );
      await client.query("rollback to savepoint s");
      return rows[0];
    };
    expect(await answer(seed.owner.id)).toEqual({ owned: [seed.projectId], owns: true, admin: false });
    expect(await answer(seed.stranger.id)).toEqual({
      owned: [expect.not.stringMatching(seed.projectId)],
      owns: false,
      admin: false,
    });
    expect(await answer(seed.admin.id)).toMatchObject({ owns: false, admin: true });
    expect(await answer(crypto.randomUUID())).toEqual({ owned: [], owns: false, admin: false });
  });

  it("A31: leaves no secret that anybody but the service role can read", async () => {
    const { rows } = await client.query(`
      select r, has_any_column_privilege(r, 'public.provider_credentials', 'select') as credentials,
        has_column_privilege(r, 'public.access_tokens', 'hash', 'select') as hash
      from unnest('{anon, authenticated}'::text[]) r order by r`);
    expect(rows).toEqual(["anon", "authenticated"].map((r) => ({ r, credentials: false, hash: false })));
  });
});
