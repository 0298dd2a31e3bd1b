import { createServer, connect, type Server, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Project } from "#core/contracts/project.ts";
import { createProject, disconnectClients, followProject, waitUntil } from "#tests/helpers/realtime.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let owner: TestUser;
let projects = 0;
beforeAll(async () => {
  stack = await startTestStack();
  owner = await stack.signUp();
});
afterEach(() => disconnectClients());
afterAll(() => stack.stop());

const nextProject = (): Promise<Project> => {
  projects += 1;
  return createProject(stack, owner, `shop-${projects}`);
};

/** Writes many lines of a project's log, from several transactions at once. */
const writeLines = async (projectId: string, count: number, at = 4): Promise<void> => {
  let left = count;
  const work = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await stack.pool.query(
        "insert into public.activity_log (project_id, actor, action) values ($1, 'user', 'note.written')",
        [projectId],
      );
    }
  };
  await Promise.all(Array.from({ length: at }, work));
};

/** A line between a client and the stack that can be cut. */
const createLine = async (
  target: string,
): Promise<{ url: string; cut(): void; mend(): void; close(): Promise<void> }> => {
  const { port } = new URL(target);
  const sockets = new Set<Socket>();
  const state = { isCut: false };
  const server: Server = createServer((socket) => {
    if (state.isCut) return void socket.destroy();
    const upstream = connect(Number(port), "127.0.0.1");
    for (const [one, other] of [[socket, upstream] as const, [upstream, socket] as const]) {
      sockets.add(one);
      one.on("error", () => undefined);
      one.on("close", () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const destroyAll = (): void => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      state.isCut = true;
      destroyAll();
    },
    mend: () => {
      state.isCut = false;
    },
    close: () =>
      new Promise((resolve) => {
        destroyAll();
        server.close(() => resolve());
      }),
  };
};

const recordSchema = z.object({ record: z.object({ seq: z.number() }) });

/** What a workspace does: takes events as they come, and after every (re)join fetches what lies behind its last one. */
const followBySeq = (client: SupabaseClient, project: Project) => {
  const seen = new Map<number, number>();
  const order: number[] = [];
  const joins = { count: 0 };
  let last = 0;
  let queue: Promise<void> = Promise.resolve();
  const take = (seq: number): void => {
    seen.set(seq, (seen.get(seq) ?? 0) + (seq > last ? 1 : 0));
    if (seq <= last) return;
    last = seq;
    order.push(seq);
  };
  const backfill = async (): Promise<void> => {
    for (;;) {
      const page = await owner.stores.activity.list(project.id, { limit: 200, afterSeq: last });
      for (const { seq } of page.items) take(seq);
      if (page.items.length < 200) return;
    }
  };
  const arrive = async (seq: number): Promise<void> => {
    // A gap before an event means that some were missed: fetch them first.
    if (seq > last + 1) await backfill();
    take(seq);
  };
  const channel = client
    .channel(`project:${project.id}`, { config: { private: true } })
    .on("broadcast", { event: "INSERT" }, ({ payload }) => {
      const { seq } = recordSchema.parse(payload).record;
      queue = queue.then(() => arrive(seq));
    })
    .subscribe((status) => {
      if (status !== "SUBSCRIBED") return;
      joins.count += 1;
      queue = queue.then(backfill);
    });
  return { channel, seen, order, joins, settled: () => queue };
};

describe("a workspace that loses its connection", () => {
  // A minute of silence and five are the same to the server as a second: it keeps nothing for a client that is gone.
  it.each([100, 1_000, 3_000])(
    "A14: misses, doubles and misorders nothing over a cut of %i ms under 500 events",
    async (milliseconds) => {
      const project = await nextProject();
      const line = await createLine(stack.url);
      const client = createClient(line.url, testKeys.publishableKey, {
        auth: { persistSession: false },
        accessToken: async () => owner.accessToken,
        realtime: { reconnectAfterMs: () => 50 },
      });
      await client.realtime.setAuth();
      const followed = followBySeq(client, project);
      await waitUntil("the first join", () => followed.joins.count === 1, 30_000);
      const writing = writeLines(project.id, 500);
      await setTimeout(100);
      line.cut();
      await setTimeout(milliseconds);
      line.mend();
      await writing;
      await waitUntil("the second join", () => followed.joins.count >= 2, 60_000);
      await waitUntil("every event", () => followed.order.length >= 500, 60_000);
      await followed.settled();
      expect(followed.order).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
      expect([...followed.seen.values()].every((times) => times === 1)).toBe(true);
      await client.realtime.disconnect();
      await line.close();
    },
    180_000,
  );

  it("A14: hears every event once and in order while it is connected", async () => {
    const project = await nextProject();
    const followed = await followProject(stack, project.id, owner);
    await followed.reached("SUBSCRIBED");
    await writeLines(project.id, 500, 8);
    await waitUntil("every event", () => followed.heard.length >= 500, 60_000);
    await setTimeout(200);
    const seqs = followed.heard.map(({ payload }) => recordSchema.parse(payload).record.seq);
    expect(seqs).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  }, 120_000);

  it("A14: hears what a long transaction wrote early and committed late, and what it undid not at all", async () => {
    const [slow, quick] = [await nextProject(), await nextProject()];
    const [one, other] = [await followProject(stack, slow.id, owner), await followProject(stack, quick.id, owner)];
    await one.reached("SUBSCRIBED");
    await other.reached("SUBSCRIBED");
    const client = await stack.pool.connect();
    const write = `insert into public.activity_log (project_id, actor, action) values ('${slow.id}', 'user', 'note.written')`;
    await client.query(`begin; ${write}; savepoint s; ${write}; rollback to s`);
    await writeLines(quick.id, 20);
    await waitUntil("the quick ones", () => other.heard.length === 20, 30_000);
    await setTimeout(3_000);
    expect(one.heard).toEqual([]);
    await client.query("commit");
    client.release();
    await waitUntil("the slow one", () => one.heard.length > 0, 30_000);
    await setTimeout(200);
    expect(one.heard).toHaveLength(1);
    expect(other.heard).toHaveLength(20);
  }, 90_000);
});
