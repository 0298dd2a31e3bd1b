import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { setTimeout } from "node:timers/promises";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { trimMessages } from "#runtime/embedded/realtime/messages/trim-messages.ts";
import {
  createProject,
  createTestClient,
  disconnectClients,
  followProject,
  subscribe,
  waitUntil,
} from "#tests/helpers/realtime.ts";
import { startTestDatabase } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let owner: TestUser;
beforeAll(async () => {
  stack = await startTestStack();
  owner = await stack.signUp();
  stack.pool.on("error", () => undefined);
});
afterEach(async () => {
  await disconnectClients();
  // The next test begins with a database that has recovered.
  await ask("select 1");
});
afterAll(() => stack.stop());

const recordSchema = z.object({ record: z.object({ seq: z.number() }) });

/** Ends every connection to the database, as an immediate shutdown does to its clients. */
const dropConnections = async (): Promise<void> => {
  await stack.pool
    .query(
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()",
    )
    .catch(() => undefined);
};

/** Crashes a backend, at which the postmaster throws out everybody and recovers: SIGQUIT's effect, without a new port. */
const crashDatabase = async (pool = stack.pool): Promise<void> => {
  const { rows } = await pool.query<{ directory: string }>("select current_setting('data_directory') as directory");
  const file = await readFile(join(rows[0]?.directory ?? "", "postmaster.pid"), "utf8");
  const postmaster = Number(file.split("\n")[0]);
  const { stdout } = await promisify(execFile)("ps", ["-o", "pid=,args=", "--ppid", String(postmaster)]);
  const backend = stdout.split("\n").find((line) => line.includes("checkpointer"));
  const client = await pool.connect();
  const thrownOut = new Promise<void>((resolve) => client.once("error", () => resolve()));
  process.kill(Number.parseInt(backend ?? "", 10), "SIGKILL");
  await thrownOut;
  client.release(true);
};

/** Asks until the database answers: while it recovers, it refuses. */
const ask = async <Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await stack.pool.query<Row>(statement, values)).rows;
    } catch (thrown) {
      if (attempt > 200) throw thrown;
      await setTimeout(100);
    }
  }
};

const write = async (projectId: string): Promise<void> => {
  await ask("insert into public.activity_log (project_id, actor, action) values ($1, 'user', 'note.written')", [
    projectId,
  ]);
};

describe("a database that goes away", () => {
  it.each([
    ["drops all connections", dropConnections],
    ["crashes", () => crashDatabase()],
  ])(
    "A13: and %s is found again: clients stay, and hear what comes after",
    async (title, fail) => {
      const project = await createProject(stack, owner, title.replaceAll(" ", "-"));
      const clients = await Promise.all(Array.from({ length: 20 }, () => followProject(stack, project.id, owner)));
      await Promise.all(clients.map((client) => client.reached("SUBSCRIBED")));
      await write(project.id);
      await waitUntil("the first event everywhere", () => clients.every(({ heard }) => heard.length === 1), 30_000);
      await fail();
      await write(project.id);
      // A write whose answer was lost may be there twice; whatever is there is heard once, in order.
      const rows = await ask<{ seq: string }>(
        "select seq from public.activity_log where project_id = $1 order by seq",
        [project.id],
      );
      const written = rows.map(({ seq }) => Number(seq));
      await waitUntil(
        "every event everywhere",
        () => clients.every(({ heard }) => heard.length >= written.length),
        60_000,
      );
      await setTimeout(200);
      expect(written.length).toBeGreaterThan(1);
      for (const { heard } of clients)
        expect(heard.map(({ payload }) => recordSchema.parse(payload).record.seq)).toEqual(written);
    },
    180_000,
  );

  it("A13: and crashes has its tables followed again", async () => {
    await stack.pool.query(
      "create table public.board (id int primary key); grant select on public.board to authenticated; alter publication supabase_realtime add table public.board",
    );
    const client = createTestClient(stack, owner);
    await client.realtime.setAuth();
    const changes: unknown[] = [];
    const system: unknown[] = [];
    const channel = client.channel("board");
    channel.on("postgres_changes", { event: "INSERT", schema: "public", table: "board" }, ({ new: row }) =>
      changes.push(row),
    );
    channel.on("system", {}, (message) => system.push(message));
    await subscribe(client, channel).reached("SUBSCRIBED");
    await waitUntil("Postgres is subscribed to", () => system.length > 0, 30_000);
    await crashDatabase();
    let id = 0;
    const end = Date.now() + 60_000;
    while (changes.length === 0 && Date.now() < end) {
      id += 1;
      await stack.pool.query("insert into public.board values ($1)", [id]).catch(() => undefined);
      await setTimeout(200);
    }
    expect(changes.length).toBeGreaterThan(0);
  }, 120_000);

  it("A13: and crashes can be stopped while it recovers", async () => {
    const database = await startTestDatabase();
    database.pool.on("error", () => undefined);
    await crashDatabase(database.pool);
    await database.stop();
    await expect(access(database.dataDirectory)).rejects.toThrow("ENOENT");
  });
});

describe("what Realtime keeps", () => {
  it("is trimmed by age", async () => {
    await stack.pool.query("delete from realtime.messages");
    await stack.pool.query(
      "insert into realtime.messages (topic, extension, inserted_at) select 'old', 'broadcast', timezone('utc', now()) - interval '2 hours' from generate_series(1, 3)",
    );
    await stack.pool.query("set timezone to 'Pacific/Auckland'; select realtime.send('{}', 'new', 'new', true)");
    expect(await trimMessages(stack.pool, 3_600)).toBe(3);
    const { rows } = await stack.pool.query("select topic from realtime.messages");
    expect(rows).toEqual([{ topic: "new" }]);
  });
});
