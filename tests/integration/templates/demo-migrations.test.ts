import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildDemoApp, demo } from "#tests/helpers/build-demo-app.ts";
import { runDemo } from "#tests/helpers/demo-workspace.ts";
import { startTestDatabase, type TestDatabase } from "#tests/helpers/start-test-database.ts";

const prompts: [description: string, followUps: string[]][] = [
  [
    "A booking tool for a dog groomer: customers, their dogs, appointments",
    [
      "add a due date, a size (small, large) and a vaccinated checkbox to dogs",
      "add an 'On hold' status to appointments; remove the status No-show",
      "assign appointments to groomers; add invoices to customers",
      "remove the price",
    ],
  ],
  [
    "Track owners, their properties and orders (order, user, 2nd address, default, group)",
    ["add a reference to orders"],
  ],
  [
    "- Users\n- Groups: name, limit\n- Tables (position, order)\n- Matches: check, end, offset",
    ["add a from date to matches"],
  ],
];

describe("the migrations of the demo provider's apps", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  }, 120_000);
  afterAll(() => database.stop());

  it.each(prompts)(
    "apply, and show each person their own rows: %s",
    { timeout: 120_000 },
    async (description, followUps) => {
      const tree = await buildDemoApp(description);
      for (const prompt of followUps) await runDemo({ provider: demo, tree, prompt });
      const client = await database.pool.connect();
      try {
        await client.query("begin");
        const migrations = [...tree.keys()].filter((path) => path.endsWith(".sql")).toSorted();
        for (const path of migrations) await client.query(tree.get(path) ?? "");
        const { rows: tables } = await client.query<{ name: string; secured: boolean; policies: number }>(
          `select c.relname as name, c.relrowsecurity as secured,
                (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
         from pg_class c
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id'
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.xmin = pg_current_xact_id()::xid
         order by 1`,
        );
        expect(tables.length).toBeGreaterThanOrEqual(3);
        expect(tables.filter(({ secured, policies }) => !secured || policies !== 1)).toEqual([]);

        const [owner, stranger] = [randomUUID(), randomUUID()];
        for (const id of [owner, stranger])
          await client.query("insert into auth.users (id, email) values ($1, $2)", [id, `${id}@example.com`]);
        const actAs = (id: string) =>
          client.query(
            `select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', $1, true),
                  set_config('request.jwt.claims', $2, true)`,
            [id, JSON.stringify({ sub: id, role: "authenticated" })],
          );
        const [first = { name: "" }] = tables.filter(({ name }) => ["customers", "owners", "groups"].includes(name));
        await actAs(owner);
        await client.query(`insert into public."${first.name}" (name) values ('Maya')`);
        expect((await client.query(`select name from public."${first.name}"`)).rows).toEqual([{ name: "Maya" }]);
        await actAs(stranger);
        expect((await client.query(`select name from public."${first.name}"`)).rows).toEqual([]);
      } finally {
        await client.query("rollback");
        client.release();
      }
    },
  );
});
