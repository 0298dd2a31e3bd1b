import { setTimeout } from "node:timers/promises";
import type { RealtimePostgresChangesPayload } from "@supabase/supabase-js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createTestClient,
  disconnectClients,
  subscribe,
  waitUntil,
  type TestChannel,
} from "#tests/helpers/realtime.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

type Change = RealtimePostgresChangesPayload<Record<string, unknown>>;

let stack: TestStack;
let ada: TestUser;
let bob: TestUser;

beforeAll(async () => {
  stack = await startTestStack();
  [ada, bob] = [await stack.signUp("ada"), await stack.signUp("bob")];
  await stack.pool.query(`
    create table public.notes (
      id bigint generated always as identity primary key, owner uuid not null, title text, stars integer default 0,
      done boolean not null default false, tags text[] not null default '{}', data jsonb, at timestamptz not null default now(),
      secret text
    );
    alter table public.notes enable row level security;
    grant select (id, owner, title, stars, done, tags, data, at) on public.notes to authenticated;
    create policy "owners read notes" on public.notes for select to authenticated using (owner = (select auth.uid()));
    create table public.board (id integer primary key, text text);
    grant select on public.board to anon, authenticated;
    create table public.quiet (id integer primary key);
    grant select on public.quiet to authenticated;
    alter publication supabase_realtime add table public.notes, public.board;
  `);
});
beforeEach(() => stack.pool.query("truncate public.notes, public.board"));
afterEach(() => disconnectClients());
afterAll(() => stack.stop());

interface Listening extends TestChannel {
  changes: Change[];
  system: { status: string; message: string }[];
}

interface Binding {
  event?: "*" | "INSERT" | "UPDATE" | "DELETE";
  schema?: string;
  table?: string;
  filter?: string;
}

let channels = 0;

/** Subscribes to changes as a person, or as nobody, and waits until Postgres is subscribed to, or says why not. */
const listen = async (user: TestUser | undefined, ...bindings: Binding[]): Promise<Listening> => {
  const client = createTestClient(stack, user);
  await client.realtime.setAuth();
  const changes: Change[] = [];
  const system: Listening["system"] = [];
  channels += 1;
  const channel = client.channel(`changes-${channels}`);
  for (const binding of bindings) {
    const filter = { event: "*" as const, schema: "public", ...binding };
    channel.on("postgres_changes" as "system", filter as never, (change: Change) => changes.push(change));
  }
  channel.on("system", {}, (message: { extension: string; status: string; message: string }) => {
    if (message.extension === "postgres_changes") system.push(message);
  });
  const followed = subscribe(client, channel);
  await followed.reached("SUBSCRIBED");
  await waitUntil("a word of postgres_changes", () => system.length > 0);
  return { ...followed, changes, system };
};

const insert = async (owner: TestUser, title: string, stars = 0): Promise<number> => {
  const { rows } = await stack.pool.query<{ id: string }>(
    "insert into public.notes (owner, title, stars, tags, data, secret) values ($1, $2, $3, '{a,b}', '{\"x\": [1]}', 's') returning id",
    [owner.id, title, stars],
  );
  return Number(rows[0]?.id);
};

describe("postgres_changes", () => {
  it("tell an insertion, an update and a deletion as Supabase does", async () => {
    const listening = await listen(ada, { table: "notes" });
    expect(listening.system).toEqual([
      {
        extension: "postgres_changes",
        status: "ok",
        message: "Subscribed to PostgreSQL",
        channel: `changes-${channels}`,
      },
    ]);
    // One after the other: policies are asked about the row as it is by then, here as in Supabase.
    const id = await insert(ada, "first", 3);
    await waitUntil("the insertion", () => listening.changes.length === 1);
    await stack.pool.query("update public.notes set title = 'second', done = true where id = $1", [id]);
    await waitUntil("the update", () => listening.changes.length === 2);
    await stack.pool.query("delete from public.notes where id = $1", [id]);
    await waitUntil("three changes", () => listening.changes.length === 3);
    expect(listening.changes).toMatchObject([
      {
        schema: "public",
        table: "notes",
        eventType: "INSERT",
        commit_timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        errors: null,
        new: { id, owner: ada.id, title: "first", stars: 3, done: false, tags: ["a", "b"], data: { x: [1] } },
        old: {},
      },
      { eventType: "UPDATE", new: { id, title: "second", done: true }, old: { id } },
      { eventType: "DELETE", new: {}, old: { id } },
    ]);
    expect(listening.changes.map(({ new: row }) => "secret" in row)).toEqual([false, false, false]);
    expect(Object.keys(listening.changes[2]?.old ?? {})).toEqual(["id"]);
  });

  it("A15: tell nobody of a row that its policies hide", async () => {
    const [mine, theirs, anonymous] = [
      await listen(ada, { table: "notes" }),
      await listen(bob, { table: "notes" }),
      await listen(undefined, { table: "notes" }, { table: "board" }),
    ];
    await insert(ada, "of ada");
    await insert(bob, "of bob");
    await stack.pool.query("insert into public.board values (1, 'for all')");
    await waitUntil("ada's", () => mine.changes.length > 0);
    await waitUntil("bob's", () => theirs.changes.length > 0);
    await waitUntil("the public one", () => anonymous.changes.length > 0);
    await setTimeout(100);
    expect(mine.changes.map(({ new: row }) => (row as { title: string }).title)).toEqual(["of ada"]);
    expect(theirs.changes.map(({ new: row }) => (row as { title: string }).title)).toEqual(["of bob"]);
    expect(anonymous.changes.map(({ table }) => table)).toEqual(["board"]);
  });

  it("A15: tell no more once the row is somebody else's", async () => {
    const listening = await listen(ada, { table: "notes" });
    const id = await insert(ada, "mine");
    await waitUntil("the insertion", () => listening.changes.length === 1);
    await stack.pool.query("update public.notes set owner = $1 where id = $2", [bob.id, id]);
    await insert(ada, "another");
    await waitUntil("the next insertion", () => listening.changes.length === 2);
    expect(listening.changes.map(({ eventType }) => eventType)).toEqual(["INSERT", "INSERT"]);
  });

  it.each([
    ["title=eq.five", ["five"]],
    ["title=neq.five", ["one", "nine"]],
    ["stars=lt.5", ["one"]],
    ["stars=lte.5", ["one", "five"]],
    ["stars=gt.5", ["nine"]],
    ["stars=gte.5", ["five", "nine"]],
    ["title=in.(one,nine)", ["one", "nine"]],
    ["stars=in.(5)", ["five"]],
    ["stars=gt.1,stars=lt.9", ["five"]],
    ["done=eq.false", ["one", "five", "nine"]],
    ["title=eq.none' or 'a'='a", []],
  ])("pass the filter %s", async (filter, titles) => {
    const [filtered, all] = [await listen(ada, { table: "notes", filter }), await listen(ada, { table: "notes" })];
    await insert(ada, "one", 1);
    await insert(ada, "five", 5);
    await insert(ada, "nine", 9);
    await waitUntil("all three", () => all.changes.length === 3);
    await waitUntil("those that pass", () => filtered.changes.length >= titles.length);
    await setTimeout(30);
    expect(filtered.changes.map(({ new: row }) => (row as { title: string }).title)).toEqual(titles);
  });

  it("tell each listener of a channel what it asked for, once", async () => {
    const listening = await listen(
      ada,
      { event: "INSERT", table: "notes" },
      { event: "UPDATE", table: "notes" },
      { event: "DELETE", table: "board" },
    );
    const id = await insert(ada, "first");
    await stack.pool.query("update public.notes set stars = 1 where id = $1", [id]);
    await waitUntil("two changes", () => listening.changes.length === 2);
    await stack.pool.query("delete from public.notes where id = $1", [id]);
    await stack.pool.query("insert into public.board values (1, 'x')");
    await stack.pool.query("delete from public.board");
    await waitUntil("three changes", () => listening.changes.length === 3);
    expect(listening.changes.map(({ eventType, table }) => `${eventType} ${table}`)).toEqual([
      "INSERT notes",
      "UPDATE notes",
      "DELETE board",
    ]);
  });

  it("of a whole schema come from every published table", async () => {
    const listening = await listen(ada, { schema: "public" });
    await insert(ada, "first");
    await stack.pool.query("insert into public.quiet values (1) on conflict do nothing");
    await stack.pool.query("insert into public.board values (1, 'x')");
    await waitUntil("two changes", () => listening.changes.length === 2);
    expect(listening.changes.map(({ table }) => table)).toEqual(["notes", "board"]);
  });

  it("come whole with replica identity full, where no policy hides rows", async () => {
    await stack.pool.query("alter table public.board replica identity full");
    const listening = await listen(ada, { table: "board" });
    await stack.pool.query("insert into public.board values (1, 'before')");
    await stack.pool.query("update public.board set text = 'after'");
    await stack.pool.query("delete from public.board");
    await waitUntil("three changes", () => listening.changes.length === 3);
    expect(listening.changes.slice(1)).toMatchObject([
      { old: { id: 1, text: "before" }, new: { id: 1, text: "after" } },
      { old: { id: 1, text: "after" } },
    ]);
    await stack.pool.query("alter table public.board replica identity default");
  });

  it.each([
    ["a table that is not published", { table: "quiet" }, "Please check Realtime is enabled"],
    ["a table that is not there", { table: "nothing" }, "Please check Realtime is enabled"],
    ["a column that is not there", { table: "notes", filter: "colour=eq.red" }, "invalid column for filter colour"],
    ["a column that may not be read", { table: "notes", filter: "secret=eq.s" }, "invalid column for filter secret"],
    ["a value of another type", { table: "notes", filter: "stars=eq.many" }, "invalid input syntax"],
    ["an operator that is none", { table: "notes", filter: "stars=like.1" }, "Error parsing `filter` params"],
  ])("say what is wrong with %s", async (_title, binding, message) => {
    const listening = await listen(ada, binding);
    expect(listening.system).toMatchObject([{ status: "error", message: expect.stringContaining(message) }]);
  });

  it("of a transaction that is undone are not told", async () => {
    const listening = await listen(ada, { table: "board" });
    const client = await stack.pool.connect();
    await client.query(
      "begin; insert into public.board values (1, 'undone'); rollback; insert into public.board values (2, 'kept')",
    );
    client.release();
    await waitUntil("what was kept", () => listening.changes.length === 1);
    expect(listening.changes).toMatchObject([{ new: { id: 2 } }]);
  });

  it("leave nothing in the database when nobody listens any more", async () => {
    const listening = await listen(ada, { table: "board" });
    await listening.client.removeAllChannels();
    await waitUntil("the channel closes", () => listening.statuses.some(({ status }) => status === "CLOSED"));
    const count = async (table: string): Promise<number> =>
      Number((await stack.pool.query(`select count(*) from realtime.${table}`)).rows[0].count);
    for (let waited = 0; waited < 100 && (await count("subscription")) > 0; waited += 1) await setTimeout(10);
    expect(await count("subscription")).toBe(0);
    await stack.pool.query("insert into public.board values (1, 'unheard')");
    expect(await count("change")).toBe(0);
  });
});
