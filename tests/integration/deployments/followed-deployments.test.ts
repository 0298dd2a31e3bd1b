import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendWebhook, signGithub } from "#tests/helpers/send-webhook.ts";
import { aiAuthor, webhookSecrets } from "#tests/helpers/start-webhook-stack.ts";
import { startFollowStack, type FollowStack } from "./helpers/start-follow-stack.ts";
import { repository } from "./helpers/start-remote-stack.ts";

const ready = { state: "READY" } as const;

describe("deployments that a host builds elsewhere", () => {
  let stack: FollowStack;
  beforeAll(async () => {
    stack = await startFollowStack();
  });
  afterAll(() => stack.stop());

  const begin = async (change: Parameters<FollowStack["request"]>[0] = {}) => {
    const worker = stack.createWorker();
    const { id } = await stack.request(change);
    await worker.deploy(id);
    const { externalId } = await stack.read(id);
    return { worker, id, externalId: externalId ?? "" };
  };
  const countFor = (id: string): number =>
    [...stack.vercel.state.deployments.values()].filter(({ meta }) => meta["letscodeDeployment"] === id).length;
  const readLog = async (id: string): Promise<string[]> =>
    (await stack.stores.deployments.listLogs(id, 0, 1_000)).map(({ text }) => text);

  it("are looked at until they have ended, with their output in order and no secret in it", async () => {
    const { worker, id, externalId } = await begin();
    expect(externalId).toMatch(/^dpl_/);
    expect(await stack.takeLook(id)).toBeLessThan(2.1);
    stack.vercel.build(externalId, ["Installing", "API_KEY is a secret of theirs"]);
    await worker.look(id);
    expect((await stack.read(id)).state).toBe("building");
    stack.vercel.build(externalId, ["Built"]);
    await stack.vercel.end(externalId, ready);
    await worker.look(id);
    expect(await stack.read(id)).toMatchObject({
      state: "ready",
      isCurrent: true,
      url: expect.stringContaining(".vercel.app"),
    });
    expect((await readLog(id)).slice(1, 4)).toEqual(["Installing", "API_KEY is [API_KEY]", "Built"]);
    await stack.takeLook(id);
    await worker.look(id);
    expect(await stack.takeLook(id)).toBeNull();
  });

  it(
    "A4: are found to be ready within 120 s, though a fifth of the webhooks is lost",
    { timeout: 120_000 },
    async () => {
      const buildSeconds = [4, 60, 200];
      const late: number[] = [];
      for (const [index, seconds] of buildSeconds.entries()) {
        const { worker, id, externalId } = await begin();
        // Of every five webhooks one is lost; here it is the one that matters, for two of the five.
        stack.vercel.webhooks.isLost = () => index % 3 === 0;
        const endsAt = stack.clock.at + seconds * 1_000;
        let hasEnded = false;
        for (let looks = 0; looks < 60 && (await stack.read(id)).state !== "ready"; looks += 1) {
          const wait = await stack.takeLook(id);
          if (wait === null) throw new Error("nothing would ever look at it again");
          if (!hasEnded && stack.clock.at + wait * 1_000 >= endsAt) {
            hasEnded = true;
            stack.clock.at = endsAt;
            await stack.vercel.end(externalId, ready);
            await stack.drain();
            const told = await stack.takeLook(id);
            stack.clock.at += Math.min(told ?? wait, wait) * 1_000;
          } else {
            stack.clock.at += wait * 1_000;
          }
          await worker.look(id);
        }
        expect((await stack.read(id)).state).toBe("ready");
        late.push((stack.clock.at - endsAt) / 1_000);
      }
      expect(Math.max(...late)).toBeLessThanOrEqual(120);
      stack.vercel.webhooks.isLost = () => false;
    },
  );

  it("are looked at at once when the host sends a webhook, however often and late it comes", async () => {
    const { worker, id, externalId } = await begin();
    await stack.takeLook(id);
    await stack.vercel.end(externalId, ready);
    await stack.drain();
    expect(await stack.takeLook(id)).toBe(0);
    await worker.look(id);
    await stack.vercel.end(externalId, ready);
    await stack.vercel.end(externalId, { state: "CANCELED" });
    await stack.drain();
    expect(await stack.takeLook(id)).toBeNull();
    expect((await stack.read(id)).state).toBe("ready");
  });

  it("are looked at at once when their Git integration tells GitHub, whatever it says, and others are left alone", async () => {
    const { worker, id, externalId } = await begin();
    const { commitSha } = await stack.read(id);
    await stack.takeLook(id);
    const tell = async (sha: string, state: string): Promise<string | null> => {
      const deliveryId = randomUUID();
      const payload = {
        action: "created",
        deployment_status: { id: 1, state, environment_url: "https://elsewhere.example" },
        deployment: { id: 2, sha, ref: "letscode/b1", environment: "Preview" },
        repository: { id: repository.id, full_name: repository.fullName },
      };
      const signed = signGithub(webhookSecrets.github[0] ?? "", payload, {
        event: "deployment_status",
        id: deliveryId,
      });
      expect((await sendWebhook(stack.receiver, signed)).status).toBe(202);
      await stack.drain();
      const query = "select state, error from webhook_deliveries where delivery_id = $1";
      const { rows } = await stack.pool.query<{ state: string; error: string | null }>(query, [deliveryId]);
      return rows[0]?.error ?? rows[0]?.state ?? null;
    };
    expect(await tell("f".repeat(40), "success")).toBe("No deployment here is waiting for it.");
    expect(await stack.takeLook(id)).toBeNull();
    expect(await tell(commitSha, "success")).toBe("processed");
    expect(await stack.takeLook(id)).toBe(0);
    await worker.look(id);
    expect((await stack.read(id)).state).toBe("queued");
    await stack.takeLook(id);
    await stack.vercel.end(externalId, ready);
    await worker.look(id);
    expect((await stack.read(id)).state).toBe("ready");
    expect(await tell(commitSha, "failure")).toBe("No deployment here is waiting for it.");
    expect((await stack.read(id)).state).toBe("ready");
  });

  it("A6: are one at the host, wherever the worker that hands them over dies", { timeout: 180_000 }, async () => {
    await begin();
    for (let requests = 0; ; requests += 1) {
      const { id } = await stack.request();
      let left = requests;
      const dying: typeof globalThis.fetch = (input, init) => {
        left -= 1;
        if (left < 0) throw new Error("the worker was killed");
        return stack.vercel.fetch(input, init);
      };
      await stack
        .createWorker(dying)
        .deploy(id)
        .catch(() => undefined);
      const isDone = left >= 0;
      await stack.createWorker().deploy(id);
      const { state, externalId } = await stack.read(id);
      expect({ requests, state, count: countFor(id) }).toEqual({ requests, state: "queued", count: 1 });
      expect(externalId).not.toBeNull();
      if (isDone) break;
      expect(requests).toBeLessThan(20);
    }
  });

  it("A7: are one at the host though two workers hand them over at the same moment", { timeout: 60_000 }, async () => {
    await begin();
    const { id } = await stack.request();
    let waiting = 0;
    const opened = Promise.withResolvers<void>();
    // Both have looked for one at Vercel, in vain, before either asks for one.
    const together: typeof globalThis.fetch = async (input, init) => {
      const request = new Request(input, init);
      if (request.method === "POST" && new URL(request.url).pathname === "/v13/deployments") {
        waiting += 1;
        if (waiting >= 2) opened.resolve();
        await opened.promise;
      }
      return stack.vercel.fetch(request, init);
    };
    await Promise.all([stack.createWorker(together).deploy(id), stack.createWorker(together).deploy(id)]);
    expect(waiting).toBeGreaterThanOrEqual(2);
    const { externalId, state, attempt } = await stack.read(id);
    expect({ count: countFor(id), state, attempt }).toEqual({ count: 1, state: "queued", attempt: 2 });
    expect(stack.vercel.state.deployments.get(externalId ?? "")?.meta["letscodeDeployment"]).toBe(id);
  });

  it("A7: take nothing from a worker that was replaced, and each line of output once", async () => {
    const { worker, id, externalId } = await begin();
    stack.vercel.build(externalId, ["one", "two", "three"]);
    await Promise.all([worker.look(id), stack.createWorker().look(id), stack.createWorker().look(id, 2)]);
    const printed = (await readLog(id)).filter((line) => ["one", "two", "three"].includes(line));
    expect(printed).toEqual(["one", "two", "three"]);
    expect((await stack.read(id)).attempt).toBe(2);
  });

  it("are canceled at the host when somebody wishes so", async () => {
    const { worker, id, externalId } = await begin();
    await worker.look(id);
    await stack.takeLook(id);
    stack.vercel.build(externalId, ["Building"]);
    await worker.look(id);
    await stack.stores.deployments.requestCancel(id);
    expect(await stack.takeLook(id)).toBe(0);
    await worker.look(id);
    expect((await stack.read(id)).state).toBe("canceled");
    expect(stack.vercel.state.deployments.get(externalId)?.readyState).toBe("CANCELED");
  });

  it("are blocked with the remedy where the host refuses the author, and end when it stays silent", async () => {
    const refused = await begin();
    await stack.vercel.end(refused.externalId, { state: "BLOCKED", blockCode: "TEAM_ACCESS_REQUIRED" });
    await refused.worker.look(refused.id);
    expect(await stack.read(refused.id)).toMatchObject({ state: "blocked", error: { code: "author_refused" } });
    const silent = await begin();
    stack.vercel.state.faults.push({ status: 503, code: "internal", message: "later" });
    await silent.worker.look(silent.id);
    expect((await stack.read(silent.id)).state).toBe("queued");
    stack.clock.at += 62 * 60_000;
    await silent.worker.look(silent.id);
    expect(await stack.read(silent.id)).toMatchObject({ state: "error", error: { code: "timed_out" } });
    stack.clock.at = Date.now();
  });

  it("are removed at the host when they are old, but for what is served or may be needed", async () => {
    const worker = stack.createWorker();
    const make = async (change: Parameters<FollowStack["request"]>[0], promotedFrom?: string): Promise<string> => {
      const { id } = await stack.request(change, promotedFrom);
      await worker.deploy(id);
      await stack.vercel.end((await stack.read(id)).externalId ?? "", ready);
      await worker.look(id);
      expect((await stack.read(id)).state).toBe("ready");
      return id;
    };
    const old = await make({ branch: "letscode/long" });
    const older = await make({ branch: "letscode/long" });
    const served = await make({ branch: "letscode/long" });
    const origin = await make({ branch: "letscode/live" });
    const productions = [await make({ environment: "production", branch: "main" }, origin)];
    productions.push(await make({ environment: "production", branch: "main" }));
    const newest = await make({ branch: "letscode/live" });

    expect(await worker.expire(30)).toBe(0);
    stack.clock.at += 31 * 24 * 3_600_000;
    expect(await worker.expire(0)).toBe(0);
    stack.vercel.state.faults.push({ status: 503, code: "internal", message: "later" });
    expect(await worker.expire(30)).toBe(0);
    expect((await stack.read(old)).url).not.toBeNull();
    expect(await worker.expire(30)).toBe(2);
    expect(await worker.expire(30)).toBe(0);

    const isThere = async (id: string): Promise<boolean> => {
      const { url, externalId, state } = await stack.read(id);
      expect(state).toBe("ready");
      expect(stack.vercel.state.deployments.has(externalId ?? "")).toBe(url !== null);
      return url !== null;
    };
    expect(await Promise.all([old, older].map(isThere))).toEqual([false, false]);
    const kept = [served, origin, ...productions, newest];
    expect(await Promise.all(kept.map(isThere))).toEqual(kept.map(() => true));
    expect((await readLog(old)).at(-1)).toMatch(/^Removed from vercel/);
    stack.clock.at = Date.now();
  });

  it("are taken from a push that only Vercel told of, while it is the newest of its branch", async () => {
    const { id: projectId, ownerHandle, slug } = stack.project;
    const place = { projectId, ownerHandle, slug };
    const branch = "letscode/late";
    const changes = [{ path: "index.html", content: "<h1>Hello</h1>" }];
    const first = { branch, changes, message: "Start", author: aiAuthor };
    const { sha: before } = await stack.gitHost.createRepository(place, first);
    const next = { ...first, changes: [{ path: "a.txt", content: "a" }], expectedHead: before };
    const { sha } = await stack.gitHost.commit(place, { ...next, onMoved: "refuse" });
    const push = { repositoryId: repository.id, ref: branch, isProduction: false };
    const made = await stack.vercel.deployFromGit({ ...push, sha });
    await stack.vercel.deployFromGit({ ...push, sha: before });
    await stack.drain();
    const { items } = await stack.stores.deployments.list(projectId, { branch, limit: 5 });
    expect(items).toMatchObject([{ host: "vercel", branch, commitSha: sha, environment: "preview" }]);
    const id = items[0]?.id ?? "";
    await stack.createWorker().deploy(id);
    expect((await stack.read(id)).externalId).toBe(made);
  });
});
