import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startFollowStack, type FollowStack } from "./helpers/start-follow-stack.ts";

const ready = { state: "READY" } as const;

describe("deployments at the moment they become their host's", () => {
  let stack: FollowStack;
  beforeAll(async () => {
    stack = await startFollowStack();
  });
  afterAll(() => stack.stop());

  const begin = async () => {
    const worker = stack.createWorker();
    const { id } = await stack.request();
    await worker.deploy(id);
    const { externalId } = await stack.read(id);
    return { worker, id, externalId: externalId ?? "" };
  };
  const readLog = async (id: string): Promise<string[]> =>
    (await stack.stores.deployments.listLogs(id, 0, 1_000)).map(({ text }) => text);

  it("lose no line of output, though the first look comes before the hand-over has heard that it was told", async () => {
    const { id } = await stack.request();
    const ahead: typeof globalThis.fetch = async (input, init) => {
      const answer = await stack.vercel.fetch(input, init);
      const { externalId } = await stack.read(id);
      if (externalId !== null) {
        stack.vercel.build(externalId, ["Built"]);
        await stack.vercel.end(externalId, ready);
        await stack.createWorker().look(id);
      }
      return answer;
    };
    await stack.createWorker(ahead).deploy(id);
    expect((await stack.read(id)).state).toBe("ready");
    expect((await readLog(id)).slice(0, 2)).toEqual([expect.stringMatching(/^Vercel builds it as/), "Built"]);
  });

  it("A6: are left to their looks by a worker that goes on after they were handed over", async () => {
    const { id, externalId } = await begin();
    const [before, requests] = [await readLog(id), stack.vercel.state.requests.length];
    await stack.takeLook(id);
    await stack.createWorker().deploy(id);
    expect(await stack.read(id)).toMatchObject({ attempt: 2, externalId });
    expect(await stack.takeLook(id)).toBe(0);
    expect({ log: await readLog(id), requests: stack.vercel.state.requests.length }).toEqual({ log: before, requests });
  });

  it("are canceled at the host while it has only queued them, and while they are being handed over", async () => {
    const queued = await begin();
    await stack.stores.deployments.requestCancel(queued.id);
    expect(await stack.takeLook(queued.id)).toBe(0);
    await queued.worker.look(queued.id);
    expect((await stack.read(queued.id)).state).toBe("canceled");
    expect(stack.vercel.state.deployments.get(queued.externalId)?.readyState).toBe("CANCELED");

    const { id } = await stack.request();
    const canceling: typeof globalThis.fetch = async (input, init) => {
      const asked = new Request(input, init);
      const isMade = asked.method === "POST" && new URL(asked.url).pathname === "/v13/deployments";
      if (isMade) await stack.stores.deployments.requestCancel(id);
      return stack.vercel.fetch(asked, undefined);
    };
    const worker = stack.createWorker(canceling);
    await worker.deploy(id);
    for (let looks = 0; looks < 3 && (await stack.read(id)).state !== "canceled"; looks += 1) await worker.look(id);
    expect((await stack.read(id)).state).toBe("canceled");
    const made = [...stack.vercel.state.deployments.values()].filter(({ meta }) => meta["letscodeDeployment"] === id);
    expect(made.map(({ readyState }) => readyState)).toEqual(["CANCELED"]);
  });

  it("A7: are built for production once, though two workers promote a preview at the same moment", async () => {
    const preview = await begin();
    await stack.vercel.end(preview.externalId, ready);
    await preview.worker.look(preview.id);
    const { id } = await stack.request({ environment: "production", branch: "main" }, preview.id);
    let waiting = 0;
    const opened = Promise.withResolvers<void>();
    const together: typeof globalThis.fetch = async (input, init) => {
      const asked = new Request(input, init);
      if (asked.method === "POST" && new URL(asked.url).pathname === "/v13/deployments") {
        waiting += 1;
        if (waiting >= 2) opened.resolve();
        await opened.promise;
      }
      return stack.vercel.fetch(asked, undefined);
    };
    await Promise.all([stack.createWorker(together).deploy(id), stack.createWorker(together).deploy(id)]);
    const made = [...stack.vercel.state.deployments.values()].filter(({ meta }) => meta["letscodeDeployment"] === id);
    expect({ waiting, made: made.map((each) => each.id) }).toEqual({
      waiting: 2,
      made: [(await stack.read(id)).externalId],
    });
  });
});
