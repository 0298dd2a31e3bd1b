import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import { dieAfter } from "./helpers/die-after.ts";
import { startFollowStack } from "./helpers/start-follow-stack.ts";
import { startRenderStack } from "./helpers/start-render-stack.ts";
import { repository, type RemoteStack } from "./helpers/start-remote-stack.ts";

const MAXIMUM_REQUESTS = 30;

/** A host of ours with the fake it speaks to, for steps that are the same wherever a deployment is built. */
interface Place {
  stack: RemoteStack;
  /** The host sees the head of a branch, as after a push. */
  push(branch: string, sha: string): void;
  fetch: typeof globalThis.fetch;
  /** The host has built it, and printed this. */
  finish(externalId: string, output: string[]): Promise<void>;
  fail(externalId: string, output: string[]): Promise<void>;
  /** What there is at the host of production, one way or another; a rollback adds one at Render, none at Vercel. */
  count(): number;
}

const openVercel = async (): Promise<Place> => {
  const stack = await startFollowStack();
  const { vercel } = stack;
  return {
    stack,
    push: () => undefined,
    fetch: vercel.fetch,
    finish: async (id, output) => {
      vercel.build(id, output);
      await vercel.end(id, { state: "READY" });
    },
    fail: async (id, output) => {
      vercel.build(id, output);
      await vercel.end(id, { state: "ERROR", errorCode: "BUILD_FAILED", errorMessage: "exited with 1" });
    },
    count: () => vercel.state.deployments.size,
  };
};

const openRender = async (): Promise<Place> => {
  const stack = await startRenderStack();
  const { render } = stack;
  return {
    stack,
    push: (branch, sha) => void render.state.heads.set(`${repository.fullName} ${branch}`, sha),
    fetch: render.fetch,
    finish: (id, output) => render.move(id, "live", output),
    fail: (id, output) => render.move(id, "build_failed", output),
    count: () => [...render.state.services.values()].flatMap(({ deploys }) => deploys).length,
  };
};

describe.each([
  { name: "Vercel", open: openVercel, added: 0 },
  { name: "Render", open: openRender, added: 1 },
])("workers that die over a deployment at $name", ({ open, added }) => {
  let place: Place;
  beforeAll(async () => {
    place = await open();
  });
  afterAll(() => place.stack.stop());

  const request = async (change: Parameters<RemoteStack["request"]>[0] = {}, promotedFrom?: string) => {
    const asked = await place.stack.request(change, promotedFrom);
    place.push(asked.branch, asked.commitSha);
    return asked;
  };
  const handOver = async (asked: Deployment): Promise<string> => {
    await place.stack.createWorker().deploy(asked.id);
    return (await place.stack.read(asked.id)).externalId ?? "";
  };
  const readLines = async (id: string): Promise<string[]> => {
    const lines = await place.stack.stores.deployments.listLogs(id, 0, 1_000);
    expect(lines.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    return lines.map(({ text }) => text);
  };

  const serve = async (): Promise<string> => {
    const asked = await request({ environment: "production", branch: "main" });
    await place.finish(await handOver(asked), ["Built"]);
    await place.stack.createWorker().look(asked.id);
    expect((await place.stack.read(asked.id)).state).toBe("ready");
    return asked.id;
  };

  /** One deployment for each place at which a worker can die, until one worker lives to the end. */
  const killEverywhere = async (
    prepare: () => Promise<string>,
    work: (worker: ReturnType<RemoteStack["createWorker"]>, id: string, attempt: number) => Promise<void>,
    judge: (id: string) => Promise<void>,
  ): Promise<number> => {
    for (let requests = 0; requests < MAXIMUM_REQUESTS; requests += 1) {
      const id = await prepare();
      const dying = dieAfter(requests, place.fetch);
      await work(place.stack.createWorker(dying.fetch), id, 1).catch(() => undefined);
      await work(place.stack.createWorker(), id, 2);
      await judge(id);
      if (!dying.isDead()) return requests;
    }
    throw new Error(`a worker needs more than ${MAXIMUM_REQUESTS} requests`);
  };

  it(
    "A6: it is told to be ready once, with its output once, wherever the one that looks dies",
    { timeout: 180_000 },
    async () => {
      const died = await killEverywhere(
        async () => {
          const asked = await request();
          await place.finish(await handOver(asked), ["one", "two", "three"]);
          return asked.id;
        },
        (worker, id, attempt) => worker.look(id, attempt),
        async (id) => {
          expect(await place.stack.read(id)).toMatchObject({ state: "ready", isCurrent: true });
          const printed = (await readLines(id)).filter((text) => ["one", "two", "three"].includes(text));
          expect(printed).toEqual(["one", "two", "three"]);
          const told = place.stack.told.filter(({ status, isChanged }) => status.deploymentId === id && isChanged);
          expect(told.map(({ status }) => status.state).filter((state) => state === "ready")).toEqual(["ready"]);
        },
      );
      expect(died).toBeGreaterThan(2);
    },
  );

  it("A6: it fails once, with its cause, wherever the one that looks dies", { timeout: 180_000 }, async () => {
    const died = await killEverywhere(
      async () => {
        const asked = await request();
        await place.fail(await handOver(asked), ["src/a.ts(1,2): error TS2304: Cannot find name 'x'."]);
        return asked.id;
      },
      (worker, id, attempt) => worker.look(id, attempt),
      async (id) => {
        expect(await place.stack.read(id)).toMatchObject({ state: "error", error: { code: "type_error" } });
        expect((await readLines(id)).filter((text) => text.includes("error TS2304"))).not.toEqual([]);
      },
    );
    expect(died).toBeGreaterThan(2);
  });

  it("A6: production is rolled back once, wherever the one that asks for it dies", { timeout: 180_000 }, async () => {
    const first = await serve();
    await serve();
    let before = 0;
    const died = await killEverywhere(
      async () => {
        before = place.count();
        const origin = await place.stack.read(first);
        return (await request({ environment: "production", branch: "main", commitSha: origin.commitSha }, first)).id;
      },
      (worker, id) => worker.deploy(id),
      async (id) => {
        const { state, externalId } = await place.stack.read(id);
        expect(["queued", "building"]).toContain(state);
        expect({ externalId, made: place.count() - before }).toEqual({ externalId: expect.any(String), made: added });
        if (added > 0) await place.finish(externalId ?? "", []);
        await place.stack.createWorker().look(id);
        expect((await place.stack.read(id)).state).toBe("ready");
      },
    );
    expect(died).toBeGreaterThan(1);
  });

  it("A6: it ends as canceled, at the host too, wherever the one that cancels dies", { timeout: 180_000 }, async () => {
    await killEverywhere(
      async () => {
        const asked = await request();
        await handOver(asked);
        await place.stack.stores.deployments.requestCancel(asked.id);
        return asked.id;
      },
      (worker, id, attempt) => worker.look(id, attempt),
      async (id) => expect((await place.stack.read(id)).state).toBe("canceled"),
    );
  });
});
