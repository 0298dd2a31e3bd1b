import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  createTestClient,
  disconnectClients,
  followProject,
  createProject,
  subscribe,
  waitUntil,
} from "#tests/helpers/realtime.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterEach(() => disconnectClients());
afterAll(() => stack.stop());

let rooms = 0;

/** Joins a room under a name, and follows who is there. */
const enter = async (room: string, key: string) => {
  const client = createTestClient(stack);
  const channel = client.channel(room, { config: { presence: { key } } });
  const events: string[] = [];
  channel.on("presence", { event: "sync" }, () => events.push("sync"));
  channel.on("presence", { event: "join" }, ({ key: who }) => events.push(`join ${who}`));
  channel.on("presence", { event: "leave" }, ({ key: who }) => events.push(`leave ${who}`));
  const joined = subscribe(client, channel);
  await joined.reached("SUBSCRIBED");
  const present = () =>
    Object.fromEntries(
      Object.entries(channel.presenceState<{ status: string }>()).map(([who, metas]) => [
        who,
        metas.map(({ status }) => status),
      ]),
    );
  return { ...joined, events, present };
};

describe("presence", () => {
  it("shows who comes, changes and goes", async () => {
    rooms += 1;
    const room = `presence-${rooms}`;
    const ada = await enter(room, "ada");
    expect(await ada.channel.track({ status: "reading" })).toBe("ok");
    await waitUntil("ada sees herself", () => "ada" in ada.present());
    const bob = await enter(room, "bob");
    await waitUntil("bob sees ada", () => "ada" in bob.present());
    await bob.channel.track({ status: "writing" });
    await waitUntil("ada sees bob", () => "bob" in ada.present());
    expect([ada.present(), bob.present()]).toEqual([
      { ada: ["reading"], bob: ["writing"] },
      { ada: ["reading"], bob: ["writing"] },
    ]);
    await bob.channel.track({ status: "away" });
    await waitUntil("ada sees the change", () => ada.present()["bob"]?.[0] === "away");
    expect(ada.present()).toEqual({ ada: ["reading"], bob: ["away"] });
    await bob.channel.untrack();
    await waitUntil("ada sees bob go", () => !("bob" in ada.present()));
    expect(ada.events).toContain("join bob");
    expect(ada.events).toContain("leave bob");
  });

  it("forgets a client whose socket breaks, and one that leaves", async () => {
    rooms += 1;
    const room = `presence-${rooms}`;
    const [ada, bob, cleo] = [await enter(room, "ada"), await enter(room, "bob"), await enter(room, "cleo")];
    await bob.channel.track({ status: "here" });
    await cleo.channel.track({ status: "here" });
    await waitUntil("both are there", () => Object.keys(ada.present()).length === 2);
    await bob.client.realtime.disconnect();
    await cleo.channel.unsubscribe();
    await waitUntil("both are gone", () => Object.keys(ada.present()).length === 0);
    expect(ada.present()).toEqual({});
  });

  it("keeps two clients of one name apart", async () => {
    rooms += 1;
    const room = `presence-${rooms}`;
    const [first, second] = [await enter(room, "ada"), await enter(room, "ada")];
    await first.channel.track({ status: "laptop" });
    await second.channel.track({ status: "phone" });
    await waitUntil("both", () => first.present()["ada"]?.length === 2);
    await second.channel.unsubscribe();
    await waitUntil("one", () => first.present()["ada"]?.length === 1);
    expect(first.present()).toEqual({ ada: ["laptop"] });
  });

  it("A15: is refused on a project's channel, whose policies speak of broadcasts alone", async () => {
    const owner = await stack.signUp();
    const project = await createProject(stack, owner, "shop");
    const [one, other] = [await followProject(stack, project.id, owner), await followProject(stack, project.id, owner)];
    await one.reached("SUBSCRIBED");
    await other.reached("SUBSCRIBED");
    expect(await one.channel.track({ status: "here" })).toBe("error");
    await setTimeout(50);
    expect(other.channel.presenceState()).toEqual({});
  });
});
