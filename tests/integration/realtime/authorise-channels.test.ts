import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Project } from "#core/contracts/project.ts";
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
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let owner: TestUser;
let stranger: TestUser;
let project: Project;

beforeAll(async () => {
  stack = await startTestStack();
  [owner, stranger] = [await stack.signUp("owner"), await stack.signUp("stranger")];
  project = await createProject(stack, owner, "shop");
});
afterEach(() => disconnectClients());
afterAll(() => stack.stop());

const write = (text: string, projectId = project.id): Promise<void> =>
  stack.stores.activity.append({ projectId, actor: "user", action: "note.written", details: { text } });

const broadcast = (topic: string, isPrivate: boolean, key: string, token = key): Promise<Response> =>
  fetch(`${stack.url}/realtime/v1/api/broadcast`, {
    method: "POST",
    headers: { apikey: key, authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ messages: [{ topic, event: "delta", payload: { text: "hi" }, private: isPrivate }] }),
  });

const refused = "Unauthorized: You do not have permissions to read from this Channel topic";

describe("the channel of a project", () => {
  it("brings its owner what changes, and what a worker broadcasts", async () => {
    const followed = await followProject(stack, project.id, owner);
    await followed.reached("SUBSCRIBED");
    await write("hello");
    await waitUntil("a row", () => followed.heard.length > 0);
    expect(followed.heard[0]).toMatchObject({
      event: "INSERT",
      payload: {
        schema: "public",
        table: "activity_log",
        operation: "INSERT",
        old_record: null,
        record: { project_id: project.id, details: { text: "hello" }, seq: expect.any(Number) },
      },
    });
    expect((await broadcast(`project:${project.id}`, true, testKeys.secretKey)).status).toBe(202);
    await waitUntil("a broadcast", () => followed.heard.length > 1);
    expect(followed.heard[1]).toEqual({ event: "delta", payload: { text: "hi" } });
  });

  it.each([
    ["a stranger", () => stranger],
    ["nobody", () => undefined],
    ["an expired token", () => ({ accessToken: signToken(owner.id, new Date(Date.now() - 1000)) })],
    [
      "a token signed by somebody else",
      () => ({ accessToken: signToken(owner.id, new Date(Date.now() + 60_000), "x".repeat(40)) }),
    ],
    ["a token that is none", () => ({ accessToken: "not.a.token" })],
  ])("A15: refuses %s, who hears nothing", async (_name, who) => {
    const listening = await followProject(stack, project.id, owner);
    await listening.reached("SUBSCRIBED");
    const followed = await followProject(stack, project.id, who());
    await followed.reached("CHANNEL_ERROR");
    expect(followed.statuses[0]?.message).toMatch(/Unauthorized|InvalidJWTToken/);
    await write("secret");
    await broadcast(`project:${project.id}`, true, testKeys.secretKey);
    await waitUntil("the owner hears it", () => listening.heard.length > 1);
    await setTimeout(100);
    expect(followed.heard).toEqual([]);
    expect(followed.statuses.some(({ status }) => status === "SUBSCRIBED")).toBe(false);
  });

  it("A15: is not there under the public flag", async () => {
    const client = createTestClient(stack, stranger);
    const followed = subscribe(client, client.channel(`project:${project.id}`));
    await followed.reached("SUBSCRIBED");
    const listening = await followProject(stack, project.id, owner);
    await listening.reached("SUBSCRIBED");
    await write("secret");
    await broadcast(`project:${project.id}`, true, testKeys.secretKey);
    await waitUntil("the owner hears it", () => listening.heard.length > 1);
    await followed.channel.send({ type: "broadcast", event: "forged", payload: {} });
    await setTimeout(100);
    expect(followed.heard).toEqual([]);
    // What comes through the database and what comes by REST may overtake one another.
    expect(listening.heard.map(({ event }) => event).toSorted()).toEqual(["INSERT", "delta"]);
  });

  it("A15: takes nothing from clients, the owner included, over the socket or by REST", async () => {
    const listening = await followProject(stack, project.id, owner);
    await listening.reached("SUBSCRIBED");
    for (const user of [owner, stranger]) {
      const client = createTestClient(stack, user);
      await client.realtime.setAuth();
      const config = { private: true, broadcast: { ack: true } };
      const sending = subscribe(client, client.channel(`project:${project.id}`, { config }));
      await waitUntil("an answer", () => sending.statuses.length > 0);
      // Where the join was refused, the client sends by REST, which answers 202 whatever becomes of it.
      const outcome = await sending.channel.send({ type: "broadcast", event: "forged", payload: {} });
      expect(outcome).toBe(user === owner ? "error" : "ok");
      await sending.channel.httpSend("forged", { text: "hi" });
      expect((await broadcast(`project:${project.id}`, true, testKeys.publishableKey, user.accessToken)).status).toBe(
        202,
      );
    }
    expect((await broadcast(`project:${project.id}`, true, testKeys.publishableKey)).status).toBe(202);
    expect((await broadcast(`project:${project.id}`, true, "nonsense")).status).toBe(401);
    await write("after");
    await waitUntil("the owner hears it", () => listening.heard.length > 0);
    expect(listening.heard.map(({ event }) => event)).toEqual(["INSERT"]);
  });

  it("A15: is closed at once to whoever loses the project", async () => {
    const given = await createProject(stack, owner, "given-away");
    const [old, next] = [await followProject(stack, given.id, owner), await followProject(stack, given.id, stranger)];
    await old.reached("SUBSCRIBED");
    await next.reached("CHANNEL_ERROR");
    await write("mine", given.id);
    await waitUntil("the owner hears it", () => old.heard.length > 0);
    await stack.pool.query("update public.projects set owner_id = $1 where id = $2", [stranger.id, given.id]);
    await write("no longer yours", given.id);
    await old.reached("CLOSED");
    const joined = await followProject(stack, given.id, stranger);
    await joined.reached("SUBSCRIBED");
    await write("theirs", given.id);
    await waitUntil("the new owner hears it", () => joined.heard.length > 0);
    expect(old.heard.map(({ payload }) => payload["record"])).toMatchObject([{ details: { text: "mine" } }]);
  });

  it("A15: is closed to whoever loses it in a way nobody announces, within seconds", async () => {
    const other = await createProject(stack, owner, "unannounced");
    const followed = await followProject(stack, other.id, owner);
    await followed.reached("SUBSCRIBED");
    await stack.pool.query(
      'alter policy "owners receive the channel of their project" on realtime.messages using (false)',
    );
    try {
      const end = Date.now() + 15_000;
      while (Date.now() < end && followed.statuses.at(-1)?.status === "SUBSCRIBED") {
        await write("tick", other.id);
        await setTimeout(200);
      }
      expect(followed.statuses.at(-1)?.status).toBe("CLOSED");
    } finally {
      await stack.pool.query(
        "alter policy \"owners receive the channel of their project\" on realtime.messages using (extension = 'broadcast' and private.owns_topic((select realtime.topic())))",
      );
    }
  });

  it("A15: tells the refusal as Supabase does, for names that are no project's too", async () => {
    for (const name of [`project:${crypto.randomUUID()}`, "project:", "project:x' or true --", "elsewhere"]) {
      const client = createTestClient(stack, owner);
      await client.realtime.setAuth();
      const followed = subscribe(client, client.channel(name, { config: { private: true } }));
      await followed.reached("CHANNEL_ERROR");
      expect(followed.statuses[0]?.message).toBe(`${refused}: ${name}`);
    }
  });
});
