import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createProject,
  createTestClient,
  disconnectClients,
  followProject,
  signToken,
  subscribe,
  waitUntil,
} from "#tests/helpers/realtime.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { joinFrame, openSocket } from "#tests/helpers/raw-socket.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let ada: TestUser;
const time = { offset: 0 };

beforeAll(async () => {
  stack = await startTestStack({
    clock: {
      now: () => new Date(Date.now() + time.offset),
      sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
    },
  });
  ada = await stack.signUp("ada");
});
afterEach(() => disconnectClients());
afterAll(() => stack.stop());

let rooms = 0;
const nextRoom = (): string => {
  rooms += 1;
  return `room-${rooms}`;
};

const join = async (room: string, config: Record<string, unknown> = {}) => {
  const client = createTestClient(stack);
  const joined = subscribe(client, client.channel(room, { config }));
  await joined.reached("SUBSCRIBED");
  return joined;
};

describe("a public channel", () => {
  it("carries broadcasts to everybody else, and back to the sender who asks for it", async () => {
    const room = nextRoom();
    const [sender, own, other] = [
      await join(room),
      await join(room, { broadcast: { self: true } }),
      await join(room, { broadcast: { ack: true } }),
    ];
    await sender.channel.send({ type: "broadcast", event: "one", payload: { text: "Zoë 🐕", list: [1] } });
    expect(await own.channel.send({ type: "broadcast", event: "two", payload: {} })).toBe("ok");
    expect(await other.channel.send({ type: "broadcast", event: "three", payload: {} })).toBe("ok");
    await waitUntil("all", () => sender.heard.length === 2 && own.heard.length === 3 && other.heard.length === 2);
    expect(own.heard).toEqual([
      { event: "one", payload: { text: "Zoë 🐕", list: [1] } },
      { event: "two", payload: {} },
      { event: "three", payload: {} },
    ]);
    expect(sender.heard.map(({ event }) => event)).toEqual(["two", "three"]);
    expect(other.heard.map(({ event }) => event)).toEqual(["one", "two"]);
  });

  it("carries bytes", async () => {
    const room = nextRoom();
    const [sender, hearer] = [await join(room), await join(room)];
    const payload = new Uint8Array([0, 255, 1]).buffer;
    await sender.channel.send({ type: "broadcast", event: "bytes", payload });
    await waitUntil("the bytes", () => hearer.heard.length === 1);
    expect(new Uint8Array(hearer.heard[0]?.payload as unknown as ArrayBuffer)).toEqual(new Uint8Array([0, 255, 1]));
  });

  it("takes broadcasts by REST, one and many", async () => {
    const room = nextRoom();
    const hearer = await join(room);
    const client = createTestClient(stack);
    await client.channel(room).httpSend("single event", { text: "one" });
    const answer = await fetch(`${stack.url}/realtime/v1/api/broadcast`, {
      method: "POST",
      headers: { apikey: testKeys.publishableKey, "content-type": "application/json" },
      body: JSON.stringify({
        messages: [
          { topic: room, event: "a", payload: { n: 1 } },
          { topic: "elsewhere", event: "b", payload: {} },
          { topic: room, event: "c", payload: null },
        ],
      }),
    });
    expect(answer.status).toBe(202);
    await waitUntil("three", () => hearer.heard.length === 3);
    expect(hearer.heard).toEqual([
      { event: "single event", payload: { text: "one" } },
      { event: "a", payload: { n: 1 } },
      { event: "c", payload: null },
    ]);
  });

  it.each([
    ["no key", {}, "{}", 401],
    ["a wrong key", { apikey: "sb_publishable_wrong" }, "{}", 401],
    ["no messages", { apikey: testKeys.publishableKey }, "{}", 422],
    ["no JSON", { apikey: testKeys.publishableKey }, "{", 422],
    ["too much", { apikey: testKeys.secretKey }, `"${"x".repeat(3 * 1024 * 1024)}"`, 422],
  ])("refuses by REST a request with %s", async (_title, headers, body, status) => {
    const answer = await fetch(`${stack.url}/realtime/v1/api/broadcast`, { method: "POST", headers, body });
    expect(answer.status).toBe(status);
    expect((await fetch(`${stack.url}/realtime/v1/api/nothing`, { method: "POST" })).status).toBe(404);
  });

  it("refuses a broadcast that is too large", async () => {
    const joined = await join(nextRoom(), { broadcast: { ack: true } });
    const payload = { text: "x".repeat(300 * 1024) };
    expect(await joined.channel.send({ type: "broadcast", event: "large", payload })).toBe("error");
  });

  it("is left, and joined again", async () => {
    const room = nextRoom();
    const [sender, leaving] = [await join(room, { broadcast: { ack: true } }), await join(room)];
    expect(await leaving.channel.unsubscribe()).toBe("ok");
    await leaving.reached("CLOSED");
    await sender.channel.send({ type: "broadcast", event: "unheard", payload: {} });
    const again = subscribe(leaving.client, leaving.client.channel(room));
    await again.reached("SUBSCRIBED");
    await sender.channel.send({ type: "broadcast", event: "heard", payload: {} });
    await waitUntil("the second", () => again.heard.length === 1);
    expect([leaving.heard, again.heard.map(({ event }) => event)]).toEqual([[], ["heard"]]);
  });

  it("holds a client once, joined twice over one socket", async () => {
    const room = nextRoom();
    const raw = await openSocket(stack);
    raw.send(joinFrame(room));
    raw.send(["2", "2", `realtime:${room}`, "phx_join", { config: {} }]);
    await waitUntil("two replies", () => raw.frames.length === 2);
    const sender = await join(room);
    await sender.channel.send({ type: "broadcast", event: "x", payload: {} });
    await waitUntil("the broadcast", () => raw.frames.length >= 3);
    await setTimeout(50);
    expect(raw.frames.slice(2)).toEqual([
      [null, null, `realtime:${room}`, "broadcast", { type: "broadcast", event: "x", payload: {} }],
    ]);
    raw.socket.close();
  });
});

describe("a token", () => {
  it("A15: that expires closes the channel, and nothing is heard after it", async () => {
    const project = await createProject(stack, ada, "expiring");
    const followed = await followProject(stack, project.id, {
      accessToken: signToken(ada.id, new Date(Date.now() + 30_000)),
    });
    await followed.reached("SUBSCRIBED");
    time.offset += 31_000;
    await stack.stores.activity.append({ projectId: project.id, actor: "user", action: "note.written", details: {} });
    await followed.reached("CLOSED");
    time.offset = 0;
    expect(followed.heard).toEqual([]);
  });

  it("that is refreshed in time keeps the channel open", async () => {
    const project = await createProject(stack, ada, "refreshed");
    const token = { accessToken: signToken(ada.id, new Date(Date.now() + 30_000)) };
    const followed = await followProject(stack, project.id, token);
    await followed.reached("SUBSCRIBED");
    token.accessToken = signToken(ada.id, new Date(Date.now() + 3_600_000));
    await followed.client.realtime.setAuth();
    await setTimeout(100);
    time.offset += 31_000;
    await setTimeout(1_500);
    await stack.stores.activity.append({ projectId: project.id, actor: "user", action: "note.written", details: {} });
    await waitUntil("the row", () => followed.heard.length === 1);
    time.offset = 0;
    expect(followed.statuses.map(({ status }) => status)).toEqual(["SUBSCRIBED"]);
  });

  it("A15: of somebody else, or of nobody, closes the channel when it takes the place of the first", async () => {
    const project = await createProject(stack, ada, "replaced");
    const stranger = await stack.signUp();
    for (const accessToken of [stranger.accessToken, "not.a.token"]) {
      const token = { accessToken: ada.accessToken };
      const followed = await followProject(stack, project.id, token);
      await followed.reached("SUBSCRIBED");
      token.accessToken = accessToken;
      await followed.client.realtime.setAuth().catch(() => undefined);
      followed.channel.updateJoinPayload({ access_token: accessToken });
      await waitUntil("the end", () => followed.statuses.length > 1);
      await stack.stores.activity.append({ projectId: project.id, actor: "user", action: "note.written", details: {} });
      await setTimeout(100);
      expect(followed.heard).toEqual([]);
    }
  });
});
