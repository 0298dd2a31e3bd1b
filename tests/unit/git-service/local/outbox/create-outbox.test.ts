import { describe, expect, it } from "vitest";
import type { PushDelivery } from "#git-service/index.ts";
import { createOutbox, type OutboxOptions } from "#git-service/local/outbox/create-outbox.ts";
import type { OutboxEntry, RefUpdate } from "#git-service/local/outbox/ref-update.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";

const update = (after: string, projectId = "p"): RefUpdate => ({
  repository: { projectId, ownerHandle: "ada", slug: "app" },
  ref: "refs/heads/main",
  before: null,
  after: after.repeat(40),
  pusher: { name: "Ada", email: "ada@example.com" },
});

/** A disk and a receiver that several processes share. */
const createWorld = () => {
  const disk = new Map<string, OutboxEntry>();
  const sent: PushDelivery[] = [];
  const landed = new Set<string | null>();
  let time = 1_000_000;
  let failures = 0;
  const pids = new Set<number>();
  const startProcess = (pid: number, overrides: Partial<OutboxOptions> = {}) => {
    pids.add(pid);
    return createOutbox({
      files: {
        save: async (entry) => void disk.set(entry.deliveryId, entry),
        remove: async (entry) => void disk.delete(entry.deliveryId),
        list: async () => [...disk.values()],
      },
      sendPush: async (delivery) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error("away");
        }
        sent.push(delivery);
      },
      describe: async (entry) => ({
        ref: entry.ref,
        before: "",
        after: entry.after ?? "",
        created: false,
        deleted: false,
        forced: false,
        repository: { id: "p", full_name: "ada/app" },
        pusher: { name: "Ada" },
        commits: [],
      }),
      hasLanded: async (entry) => landed.has(entry.after),
      clock: { now: () => new Date(time), sleep: async () => {} },
      logger: silentLogger,
      pid,
      isAlive: (one) => one === undefined || pids.has(one),
      ...overrides,
    });
  };
  return {
    disk,
    sent,
    landed,
    startProcess,
    kill: (pid: number) => pids.delete(pid),
    pass: (milliseconds: number) => (time += milliseconds),
    failNext: (count: number) => (failures = count),
    heads: () => sent.map(({ payload }) => payload.after[0]),
  };
};

describe("createOutbox", () => {
  it("has an update on the disk before it happens, sends it after, then forgets it", async () => {
    const world = createWorld();
    const outbox = world.startProcess(1);
    const announcement = await outbox.prepare(update("a"));
    expect(world.disk.size).toBe(1);
    expect(world.sent).toEqual([]);
    announcement.confirm();
    await outbox.flush();
    expect(world.heads()).toEqual(["a"]);
    expect(world.disk.size).toBe(0);
  });

  it("forgets an update that did not happen", async () => {
    const world = createWorld();
    const outbox = world.startProcess(1);
    await (await outbox.prepare(update("a"))).discard();
    await outbox.flush();
    expect([world.sent, world.disk.size]).toEqual([[], 0]);
  });

  it("sends again with the same id until it is taken, and keeps the order of a project meanwhile", async () => {
    const world = createWorld();
    const outbox = world.startProcess(1);
    const [first, second] = [await outbox.prepare(update("a")), await outbox.prepare(update("b"))];
    const [id] = world.disk.keys();
    world.failNext(7);
    first.confirm();
    second.confirm();
    await outbox.flush();
    expect(world.heads()).toEqual(["a", "b"]);
    expect(world.sent[0]?.deliveryId).toBe(id);
  });

  it("A8: a killed process's update is announced at once by another, if it happened", async () => {
    const world = createWorld();
    const dying = world.startProcess(1);
    await dying.prepare(update("a"));
    await dying.prepare(update("b"));
    world.landed.add("a".repeat(40));
    world.kill(1);
    const other = world.startProcess(2);
    await other.sweep();
    await other.flush();
    expect(world.heads()).toEqual(["a"]);
    expect(world.disk.size).toBe(1);
    world.pass(2 * 60 * 60_000);
    await other.sweep();
    expect(world.disk.size).toBe(0);
    expect(world.heads()).toEqual(["a"]);
  });

  it("leaves a living process its updates for a while, then helps", async () => {
    const world = createWorld();
    await world.startProcess(1).prepare(update("a"));
    world.landed.add("a".repeat(40));
    const other = world.startProcess(2);
    await other.sweep();
    await other.flush();
    expect(world.sent).toEqual([]);
    world.pass(11_000);
    await other.sweep();
    await other.sweep();
    await other.flush();
    expect(world.heads()).toEqual(["a"]);
  });

  it("does not send its own updates twice when it sweeps", async () => {
    const world = createWorld();
    const outbox = world.startProcess(1);
    const announcement = await outbox.prepare(update("a"));
    world.landed.add("a".repeat(40));
    world.pass(11_000);
    await outbox.sweep();
    announcement.confirm();
    await outbox.flush();
    expect(world.heads()).toEqual(["a"]);
  });

  it("stops retrying when it is closed, and leaves the update for the next start", async () => {
    const world = createWorld();
    const outbox = world.startProcess(1, {
      clock: {
        now: () => new Date(0),
        sleep: (_, signal) =>
          new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
      },
    });
    world.failNext(1000);
    (await outbox.prepare(update("a"))).confirm();
    await outbox.close();
    expect(world.disk.size).toBe(1);
  });

  it("drops the update of a repository that is gone", async () => {
    const world = createWorld();
    const outbox = world.startProcess(1, { describe: async () => null });
    (await outbox.prepare(update("a"))).confirm();
    await outbox.flush();
    expect([world.sent, world.disk.size]).toEqual([[], 0]);
  });
});
