import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { dieAfter } from "./helpers/die-after.ts";
import { startRenderStack, type RenderStack } from "./helpers/start-render-stack.ts";
import { repository } from "./helpers/start-remote-stack.ts";

/** Render keeps no name of ours with anything: what keeps its workers from doing things twice is all on our side. */
describe("workers that deploy to Render", () => {
  let stack: RenderStack;
  beforeAll(async () => {
    stack = await startRenderStack();
  });
  afterAll(() => stack.stop());
  afterEach(() => {
    stack.render.state.overlap = "none";
    stack.clock.at = Date.now();
  });

  const request = async (change: Parameters<RenderStack["request"]>[0] = {}, promotedFrom?: string) => {
    const asked = await stack.request(change, promotedFrom);
    stack.render.state.heads.set(`${repository.fullName} ${asked.branch}`, asked.commitSha);
    return asked;
  };
  const servicesOf = (branch: string) =>
    [...stack.render.state.services.values()].filter((service) => service.branch === branch);
  const deploysOf = (branch: string) => servicesOf(branch).flatMap(({ deploys }) => deploys);
  const alive = (branch: string) => deploysOf(branch).filter(({ status }) => status !== "canceled");

  /** Everybody has looked in vain before anybody asks for one. */
  const together = (path: RegExp, workers: number): typeof globalThis.fetch => {
    let waiting = 0;
    const opened = Promise.withResolvers<void>();
    return async (input, init) => {
      const asked = new Request(input, init);
      if (asked.method === "POST" && path.test(new URL(asked.url).pathname)) {
        waiting += 1;
        if (waiting >= workers) opened.resolve();
        await opened.promise;
      }
      return stack.render.fetch(asked, undefined);
    };
  };

  it("A7: make one service, though two hand over the first commit of a branch at the same moment", async () => {
    const { id, branch } = await request();
    const fetch = together(/\/services$/, 2);
    await Promise.all([stack.createWorker(fetch).deploy(id), stack.createWorker(fetch).deploy(id)]);
    expect(servicesOf(branch)).toHaveLength(1);
    const { externalId, state, attempt } = await stack.read(id);
    expect({ state, attempt }).toEqual({ state: "queued", attempt: 2 });
    expect(alive(branch).map((deploy) => `${servicesOf(branch)[0]?.id}/${deploy.id}`)).toEqual([externalId]);
  });

  it.each(["none", "override", "wait"] as const)(
    "A7: make one deploy, though two ask for it at the same moment, where deploys that overlap are treated as %s",
    async (overlap) => {
      const first = await request();
      await stack.createWorker().deploy(first.id);
      await stack.render.move((await stack.read(first.id)).externalId ?? "", "live");
      stack.render.state.overlap = overlap;
      stack.clock.at += 60_000;
      const { id, branch } = await request({ branch: first.branch });
      const before = deploysOf(branch).length;
      const fetch = together(/\/deploys$/, 2);
      await Promise.all([stack.createWorker(fetch).deploy(id), stack.createWorker(fetch).deploy(id)]);
      expect(deploysOf(branch).length - before).toBe(2);
      const { externalId, state } = await stack.read(id);
      expect(state).toBe("queued");
      const [service] = servicesOf(branch);
      const ours = alive(branch).slice(0, -1);
      expect(ours.map((deploy) => `${service?.id}/${deploy.id}`)).toEqual([externalId]);
    },
  );

  it("A7: two deployments of a branch at the same moment share its service, each with a deploy of its own", async () => {
    const one = await request();
    const other = await request({ branch: one.branch, environment: "preview" });
    const fetch = together(/\/services$/, 1);
    await Promise.all([stack.createWorker(fetch).deploy(one.id), stack.createWorker(fetch).deploy(other.id)]);
    expect(servicesOf(one.branch)).toHaveLength(1);
    const { externalId } = await stack.read(other.id);
    expect(externalId).not.toBeNull();
    expect((await stack.read(one.id)).externalId).not.toBe(externalId);
  });

  it("A6: are one at the host, wherever the worker that hands a commit over dies", { timeout: 180_000 }, async () => {
    const before = await request();
    await stack.createWorker().deploy(before.id);
    for (const branch of [undefined, before.branch]) {
      for (let requests = 0; ; requests += 1) {
        const asked = await request(branch === undefined ? {} : { branch });
        const known = new Set(deploysOf(asked.branch).map(({ id }) => id));
        const dying = dieAfter(requests, stack.render.fetch);
        await stack
          .createWorker(dying.fetch)
          .deploy(asked.id)
          .catch(() => undefined);
        const isDone = !dying.isDead();
        await stack.createWorker().deploy(asked.id);
        const { state, externalId } = await stack.read(asked.id);
        const made = deploysOf(asked.branch).filter(({ id }) => !known.has(id));
        const found = { requests, state, services: servicesOf(asked.branch).length, deploys: made.length };
        expect(found).toEqual({ requests, state: "queued", services: 1, deploys: 1 });
        expect(externalId).toBe(`${servicesOf(asked.branch)[0]?.id}/${made[0]?.id}`);
        if (isDone) break;
        expect(requests).toBeLessThan(20);
      }
    }
  });

  it("are canceled at Render though it has only queued them", async () => {
    const { id, branch } = await request();
    await stack.createWorker().deploy(id);
    expect((await stack.stores.deployments.requestCancel(id))?.state).toBe("queued");
    await stack.createWorker().look(id);
    expect((await stack.read(id)).state).toBe("canceled");
    expect(deploysOf(branch).map(({ status }) => status)).toEqual(["canceled"]);
  });

  it("are removed when they are old: the row of each, and the service with the newest of its branch never", async () => {
    const worker = stack.createWorker();
    const month = 31 * 24 * 3_600_000;
    stack.clock.at += month;
    // What the tests before have left.
    while ((await worker.expire(30)) > 0);
    stack.clock.at -= month;
    const make = async (change: Parameters<RenderStack["request"]>[0]): Promise<string> => {
      const { id } = await request(change);
      await worker.deploy(id);
      await stack.render.move((await stack.read(id)).externalId ?? "", "live");
      await worker.look(id);
      expect((await stack.read(id)).state).toBe("ready");
      stack.clock.at += 60_000;
      return id;
    };
    const old = await make({ branch: "letscode/long" });
    const newest = await make({ branch: "letscode/long" });
    const production = await make({ environment: "production", branch: "main" });
    stack.clock.at += month;
    stack.render.state.faults.push({ status: 503, message: "later" });
    expect(await worker.expire(30)).toBe(0);
    expect((await stack.read(old)).url).not.toBeNull();
    expect(await worker.expire(30)).toBe(1);
    expect(await worker.expire(30)).toBe(0);
    expect((await stack.read(old)).url).toBeNull();
    expect(servicesOf("letscode/long")).toHaveLength(1);
    expect(servicesOf("main")).toHaveLength(1);
    expect((await stack.read(newest)).url).not.toBeNull();
    expect((await stack.read(production)).url).not.toBeNull();
  });

  it("are found to be ready by the next look when the webhook is lost, and at once when it comes", async () => {
    const { id } = await request();
    await stack.createWorker().deploy(id);
    await stack.takeLook(id);
    await stack.render.move((await stack.read(id)).externalId ?? "", "live");
    await stack.drain();
    expect(await stack.takeLook(id)).toBe(0);
    await stack.createWorker().look(id);
    expect((await stack.read(id)).state).toBe("ready");
  });
});
