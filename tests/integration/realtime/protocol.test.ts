import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createTestClient, disconnectClients, signToken, subscribe, waitUntil } from "#tests/helpers/realtime.ts";
import { joinFrame, openSocket } from "#tests/helpers/raw-socket.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
const time = { offset: 0 };

beforeAll(async () => {
  stack = await startTestStack({
    clock: {
      now: () => new Date(Date.now() + time.offset),
      sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
    },
  });
});
afterEach(() => disconnectClients());
afterAll(() => stack.stop());

let rooms = 0;
const nextRoom = (): string => {
  rooms += 1;
  return `room-${rooms}`;
};

describe("the protocol", () => {
  it("answers heartbeats, in both versions", async () => {
    const [new_, old] = [
      await openSocket(stack),
      await openSocket(stack, `apikey=${testKeys.publishableKey}&vsn=1.0.0`),
    ];
    new_.send([null, "7", "phoenix", "heartbeat", {}]);
    old.send({ topic: "phoenix", event: "heartbeat", payload: {}, ref: "8" });
    await waitUntil("both", () => new_.frames.length === 1 && old.frames.length === 1);
    expect(new_.frames).toEqual([[null, "7", "phoenix", "phx_reply", { status: "ok", response: {} }]]);
    expect(old.frames).toEqual([
      { join_ref: null, ref: "8", topic: "phoenix", event: "phx_reply", payload: { status: "ok", response: {} } },
    ]);
    new_.socket.close();
    old.socket.close();
  });

  it("answers a join as Supabase does", async () => {
    const room = nextRoom();
    const raw = await openSocket(stack);
    raw.send(joinFrame(room, { presence: { enabled: true }, postgres_changes: [] }));
    await waitUntil("both", () => raw.frames.length === 2);
    expect(raw.frames).toEqual([
      ["1", "1", `realtime:${room}`, "phx_reply", { status: "ok", response: { postgres_changes: [] } }],
      ["1", null, `realtime:${room}`, "presence_state", {}],
    ]);
    raw.socket.close();
  });

  it.each([
    ["no key", "vsn=2.0.0"],
    ["a wrong key", "apikey=sb_publishable_wrong&vsn=2.0.0"],
    ["an expired token as key", `apikey=${signToken(crypto.randomUUID(), new Date(0))}`],
  ])("A15: opens no socket for %s", async (_title, query) => {
    await expect(openSocket(stack, query)).rejects.toThrow("401");
  });

  it.each([
    ["text that is no frame", Buffer.from("hello")],
    ["a frame that is no array", Buffer.from('{"a":1}')],
    ["a frame with too long a name", Buffer.from(JSON.stringify([null, "1", "x".repeat(5000), "phx_join", {}]))],
  ])("cuts off a client that sends %s", async (_title, data) => {
    const raw = await openSocket(stack);
    raw.socket.send(data, { binary: false });
    expect(await raw.closed()).toBeGreaterThan(1000);
  });

  it("cuts off a client that sends a frame beyond the limit", async () => {
    const raw = await openSocket(stack);
    raw.socket.send("x".repeat(1024 * 1024 + 1));
    expect(await raw.closed()).toBe(1009);
  });

  it("cuts off a client that sends without end, and no other", async () => {
    const room = nextRoom();
    const client = createTestClient(stack);
    const other = subscribe(client, client.channel(room));
    await other.reached("SUBSCRIBED");
    const raw = await openSocket(stack);
    raw.send(joinFrame(room));
    for (let count = 0; count < 1000; count += 1)
      raw.send([
        "1",
        String(count),
        `realtime:${room}`,
        "broadcast",
        { type: "broadcast", event: "flood", payload: {} },
      ]);
    expect(await raw.closed()).toBeGreaterThan(1000);
    expect(other.heard.length).toBeLessThan(400);
    expect(other.statuses.map(({ status }) => status)).toEqual(["SUBSCRIBED"]);
  });

  it("lets a client join a hundred channels, and no more", async () => {
    const raw = await openSocket(stack);
    for (let count = 0; count <= 100; count += 1)
      raw.send(["1", String(count), `realtime:many-${count}`, "phx_join", { config: {} }]);
    await waitUntil("all replies", () => raw.frames.length === 101);
    expect(raw.frames.at(-1)).toMatchObject([
      "1",
      "100",
      "realtime:many-100",
      "phx_reply",
      { status: "error", response: { reason: expect.stringContaining("Too many channels") } },
    ]);
    raw.socket.close();
  });

  it.each([
    ["a topic that is not joined", ["1", "1", "realtime:nowhere", "broadcast", { event: "x" }]],
    ["a topic of another kind", ["1", "1", "elsewhere:x", "phx_join", { config: {} }]],
    ["a topic without a name", ["1", "1", "realtime:", "phx_join", { config: {} }]],
    ["a join that cannot be read", ["1", "1", "realtime:x", "phx_join", { config: { private: "yes" } }]],
  ])("answers an error to %s", async (_title, frame) => {
    const raw = await openSocket(stack);
    raw.send(frame);
    await waitUntil("the answer", () => raw.frames.length === 1);
    expect(raw.frames[0]).toMatchObject(["1", "1", frame[2], "phx_reply", { status: "error" }]);
    raw.socket.close();
  });

  it("cuts off a client that has been silent for too long", async () => {
    const raw = await openSocket(stack);
    time.offset += 80_000;
    expect(await raw.closed()).toBeGreaterThan(1000);
    time.offset = 0;
  });
});
