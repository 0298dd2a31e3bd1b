import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ZERO_SHA } from "#core/contracts/id.ts";
import { createDeliveryProcessor } from "#webhooks/index.ts";
import { toCommit } from "#git-service/message/to-commit.ts";
import { createPushScene, type PushScene } from "#tests/helpers/push-scene.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import type { TestUser } from "#tests/helpers/start-test-stack.ts";
import { aiAuthor, person, startWebhookStack, type WebhookStack } from "#tests/helpers/start-webhook-stack.ts";

let stack: WebhookStack;
let owner: TestUser;
let scene: PushScene;
let projects = 0;

beforeAll(async () => {
  stack = await startWebhookStack();
  owner = await stack.signUp();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  projects += 1;
  scene = createPushScene(stack, await stack.createProject(owner, `shop-${projects}`));
  await stack.drain();
});

const { signal } = new AbortController();

describe("a push that comes twice, late or never", () => {
  it("A2: processed ten times at once and once more has one effect", async () => {
    const second = await scene.commit("main", scene.first, "Once");
    await stack.gitHost.flush();
    const { rows } = await stack.pool.query<{ id: string }>(
      "select id from public.webhook_deliveries where payload ->> 'after' = $1",
      [second],
    );
    const ids = rows.map(({ id }) => id);
    await Promise.all(
      Array.from({ length: 10 }, () => ids)
        .flat()
        .map((id) => stack.process(id, signal)),
    );
    await stack.pool.query("update public.webhook_deliveries set state = 'received' where id = any($1)", [ids]);
    await Promise.all(ids.map((id) => stack.process(id, signal)));
    expect((await scene.lines()).map(({ action }) => action)).toEqual(["branch.created", "branch.pushed"]);
    expect((await scene.indexed()).map(({ sha }) => sha)).toEqual([scene.first, second]);
    expect((await scene.deployments()).map(({ commitSha }) => commitSha)).toEqual([scene.first, second]);
    expect(ids).toHaveLength(1);
  });

  it("A3: three pushes processed in any order end in the same state", async () => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      const branch = `order-${order.join("")}`;
      await stack.gitHost.createBranch(scene.repository, branch, scene.first);
      const one = await scene.commit(branch, scene.first, "One");
      const two = await scene.commit(branch, one, "Two");
      const three = await scene.commit(branch, two, "Three");
      await stack.gitHost.flush();
      const { rows } = await stack.pool.query<{ id: string; after: string }>(
        "select id, payload ->> 'after' as after from public.webhook_deliveries where payload ->> 'ref' = $1",
        [`refs/heads/${branch}`],
      );
      const idOf = (sha: string): string => rows.find(({ after }) => after === sha)?.id ?? "";
      const ids = [one, two, three].map(idOf);
      for (const place of order) await stack.process(ids[place] ?? "", signal);
      const indexed = (await scene.indexed()).filter((row) => row["branch"] === branch);
      expect(indexed.map(({ sha }) => sha).toSorted()).toEqual([one, two, three].toSorted());
      const deployed = (await scene.deployments()).filter((row) => row.branch === branch);
      expect({ order, deployed: deployed.map(({ commitSha }) => commitSha) }).toEqual({ order, deployed: [three] });
      const told = (await scene.lines()).filter(({ details }) => details["branch"] === branch);
      expect(told.map(({ details }) => details["commitSha"])).toHaveLength(3);
    }
  });

  it("A4: mends the index after a webhook that was lost", async () => {
    const lost = await scene.commit("main", scene.first, "Its webhook is lost");
    await stack.gitHost.flush();
    await stack.pool.query("delete from public.webhook_deliveries where payload ->> 'after' = $1", [lost]);
    const third = await scene.commit("main", lost, "Its webhook arrives");
    await stack.drain();
    expect((await scene.indexed()).map(({ sha }) => sha)).toEqual([scene.first, lost, third]);
  });

  it("does not build a commit again that failed, and builds one anew that came back", async () => {
    const fail = async (sha: string): Promise<void> => {
      const [deployment] = (await scene.deployments()).filter(({ commitSha }) => commitSha === sha).slice(-1);
      const claimed = await stack.stores.deployments.claim(deployment?.id ?? "");
      await stack.stores.deployments.transition(deployment?.id ?? "", {
        attempt: claimed?.attempt ?? 0,
        state: "error",
      });
    };
    await fail(scene.first);
    await stack.process(await scene.deliver({ before: ZERO_SHA, after: scene.first }), signal);
    expect((await scene.deployments()).map(({ state }) => state)).toEqual(["error"]);
    const second = await scene.commit("main", scene.first, "Next");
    await stack.drain();
    const third = (
      await stack.gitHost.revert(scene.repository, { branch: "main", commit: second, message: "Undo", author: person })
    ).sha;
    await stack.drain();
    expect((await scene.deployments()).map(({ commitSha }) => commitSha)).toEqual([scene.first, second, third]);
  });

  it("fails for good when it can never be read, and is tried again when the database is away", async () => {
    const id = await scene.deliver({ before: scene.first, after: scene.first });
    await stack.pool.query("update public.webhook_deliveries set payload = '{\"ref\": 1}' where id = $1", [id]);
    await stack.process(id, signal);
    expect(await stack.stores.deliveries.get(id)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("ref"),
    });

    const other = await scene.deliver({ before: scene.first, after: scene.first });
    const away = new Proxy(stack.stores.activity, {
      get: () => () => Promise.reject(Object.assign(new Error("connection refused"), { code: "ECONNREFUSED" })),
    });
    const process = createDeliveryProcessor({
      stores: { ...stack.stores, activity: away },
      gitHost: stack.gitHost,
      toCommit: (one, place) => toCommit(one, { ...place, aiEmail: aiAuthor.email }),
      followBranch: async () => undefined,
      syncPullRequest: async () => undefined,
      refresh: async () => undefined,
      logger: silentLogger,
    });
    await expect(process(other, signal)).rejects.toThrow("connection refused");
    expect(await stack.stores.deliveries.get(other)).toMatchObject({ state: "received" });
    await stack.process(other, signal);
    expect(await stack.stores.deliveries.get(other)).toMatchObject({ state: "processed" });
  });

  it("of a project that goes while it is processed leaves nothing behind", async () => {
    const id = await scene.deliver({ before: scene.first, after: scene.first });
    await stack.stores.projects.remove(scene.project.id);
    await stack.process(id, signal);
    expect(await stack.stores.deliveries.get(id)).toMatchObject({ state: "ignored" });
    expect(await scene.indexed()).toEqual([]);
  });
});
