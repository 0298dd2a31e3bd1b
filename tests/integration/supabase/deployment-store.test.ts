import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Deployment, DeploymentState } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { createProject } from "#tests/helpers/realtime.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let owner: TestUser;
let project: Project;
let projects = 0;
beforeAll(async () => {
  stack = await startTestStack();
  owner = await stack.signUp();
});
beforeEach(async () => {
  projects += 1;
  project = await createProject(stack, owner, `shop-${projects}`);
});
afterAll(() => stack.stop());

const shaOf = (digit: string): string => digit.repeat(40);

const request = (
  options: Partial<Pick<Deployment, "environment" | "branch" | "commitSha">> & {
    isForced?: boolean;
    promotedFrom?: string;
  } = {},
) =>
  stack.stores.deployments.request({
    projectId: project.id,
    host: "local",
    environment: "preview",
    branch: "feature",
    commitSha: shaOf("a"),
    requestedBy: "system",
    ...options,
  });

const bring = async ({ id }: Deployment, state: DeploymentState): Promise<Deployment> => {
  const claimed = await stack.stores.deployments.claim(id);
  return (await stack.stores.deployments.transition(id, { attempt: claimed?.attempt ?? 0, state })).deployment;
};

const permute = <Item>(items: Item[]): Item[][] =>
  items.length <= 1
    ? [items]
    : items.flatMap((item, index) => permute(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

describe("requesting a deployment", () => {
  it("enqueues its job with it, once for the same commit, branch and environment", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => request()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    const { rowCount } = await stack.pool.query(
      "select from graphile_worker._private_jobs where payload ->> 'deploymentId' = $1",
      [made[0]?.id],
    );
    expect(rowCount).toBe(1);
    const others = [
      await request({ commitSha: shaOf("b") }),
      await request({ branch: "other" }),
      await request({ environment: "production" }),
      await request({ isForced: true }),
    ];
    expect(new Set([...others, ...made].map(({ id }) => id)).size).toBe(5);
  });

  it("answers what is served, and asks anew for what came to nothing or was replaced", async () => {
    const first = await bring(await request(), "ready");
    expect((await request()).id).toBe(first.id);
    await bring(await request({ commitSha: shaOf("b") }), "ready");
    expect((await request()).id).not.toBe(first.id);
    const failed = await bring(await request({ branch: "broken" }), "error");
    expect((await request({ branch: "broken" })).id).not.toBe(failed.id);
  });

  it("knows a project that is not there, and takes no other project's deployment for an origin", async () => {
    await expect(
      stack.stores.deployments.request({
        projectId: randomUUID(),
        host: "local",
        environment: "preview",
        branch: "x",
        commitSha: shaOf("a"),
        requestedBy: "user",
      }),
    ).rejects.toBeInstanceOf(NotFoundError);
    const foreign = await createProject(stack, owner, `foreign-${projects}`);
    const theirs = await stack.stores.deployments.request({
      projectId: foreign.id,
      host: "local",
      environment: "preview",
      branch: "x",
      commitSha: shaOf("a"),
      requestedBy: "user",
    });
    expect(await request({ promotedFrom: theirs.id, isForced: true })).toMatchObject({ promotedFrom: null });
  });
});

describe("the states of a deployment", () => {
  it("A3: in all 720 orders, the first terminal state stays", async () => {
    const rank: Record<string, number> = { queued: 0, building: 1 };
    const orders = permute<DeploymentState>(["queued", "building", "ready", "error", "canceled", "blocked"]);
    const deployment = await request();
    const { attempt } = (await stack.stores.deployments.claim(deployment.id)) ?? deployment;
    // All orders in one statement each, undone afterwards: 4,320 requests would take minutes.
    const client = await stack.pool.connect();
    const wrong: string[] = [];
    for (const order of orders) {
      await client.query("begin");
      const { rows } = await client.query<{ state: string; changed: boolean }>(
        `select r -> 'deployment' ->> 'state' as state, (r ->> 'is_changed')::boolean as changed
         from unnest($1::text[]) with ordinality o(state, place)
         cross join lateral public.transition_deployment($2, jsonb_build_object('attempt', $3::int, 'state', o.state)) r order by place`,
        [order, deployment.id, attempt],
      );
      await client.query("rollback");
      let held: string = "queued";
      const expected = order.map((state) => {
        const isOver = (rank[held] ?? 2) === 2;
        if (!isOver && (rank[state] ?? 2) >= (rank[held] ?? 2)) held = state;
        return held;
      });
      if (rows.map(({ state }) => state).join() !== expected.join())
        wrong.push(`${order.join()} gave ${rows.map(({ state }) => state).join()}`);
    }
    client.release();
    expect(orders).toHaveLength(720);
    expect(wrong).toEqual([]);
  });

  it("A7: change nothing for a worker that was replaced", async () => {
    const deployment = await request();
    const first = await stack.stores.deployments.claim(deployment.id);
    const second = await stack.stores.deployments.claim(deployment.id);
    const stale = await stack.stores.deployments.transition(deployment.id, {
      attempt: first?.attempt ?? 0,
      state: "ready",
    });
    expect(stale).toMatchObject({ isChanged: false, deployment: { state: "queued" } });
    const line = {
      deploymentId: deployment.id,
      line: 1,
      stream: "stdout" as const,
      text: "stale",
      at: new Date().toISOString(),
    };
    await stack.stores.deployments.appendLogs([line], first?.attempt ?? 0);
    expect(await stack.stores.deployments.listLogs(deployment.id, 0, 10)).toEqual([]);
    await stack.stores.deployments.appendLogs([{ ...line, text: "fresh" }], second?.attempt ?? 0);
    await stack.stores.deployments.appendLogs([{ ...line, text: "again" }], second?.attempt ?? 0);
    expect(await stack.stores.deployments.listLogs(deployment.id, 0, 10)).toMatchObject([{ line: 1, text: "fresh" }]);
    expect(await stack.stores.deployments.listLogs(deployment.id, 1, 10)).toEqual([]);
  });

  it("make the later request current, whichever gets ready first", async () => {
    const [older, newer] = [await request(), await request({ commitSha: shaOf("b") })];
    await bring(newer, "ready");
    await bring(older, "ready");
    expect(
      await stack.stores.deployments.findCurrent(project.id, { environment: "preview", branch: "feature" }),
    ).toMatchObject({ id: newer.id });
    expect(await stack.stores.deployments.get(older.id)).toMatchObject({ state: "ready", isCurrent: false });
    const { rows } = await stack.pool.query(
      "select count(*)::int as count from public.deployments where project_id = $1 and is_current",
      [project.id],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it("keep one current production over all branches, and one preview a branch", async () => {
    const [old, next] = [
      await bring(await request({ environment: "production", branch: "main" }), "ready"),
      await request({ environment: "production", branch: "trunk" }),
    ];
    await bring(await request({ branch: "other" }), "ready");
    await bring(next, "ready");
    expect(await stack.stores.deployments.findCurrent(project.id, { environment: "production" })).toMatchObject({
      id: next.id,
    });
    expect(await stack.stores.deployments.get(old.id)).toMatchObject({ isCurrent: false });
    expect(
      await stack.stores.deployments.findCurrent(project.id, { environment: "preview", branch: "other" }),
    ).not.toBeNull();
  });

  it("end a queued one at a wish to cancel, and only tell a building one", async () => {
    const queued = await stack.stores.deployments.requestCancel((await request()).id);
    expect(queued).toMatchObject({ state: "canceled", isCancelRequested: true });
    expect(await stack.stores.deployments.claim(queued.id)).toBeNull();
    const building = await bring(await request({ branch: "b" }), "building");
    expect(await stack.stores.deployments.requestCancel(building.id)).toMatchObject({
      state: "building",
      isCancelRequested: true,
      attempt: building.attempt,
    });
    const ready = await bring(await request({ branch: "c" }), "ready");
    expect(await stack.stores.deployments.requestCancel(ready.id)).toMatchObject({
      state: "ready",
      isCancelRequested: false,
    });
  });
});

describe("listing deployments", () => {
  it("goes page by page, newest first, none twice, though they were made in one instant", async () => {
    const made: string[] = [];
    for (const digit of "0123456") made.push((await request({ commitSha: shaOf(digit) })).id);
    await stack.pool.query("update public.deployments set created_at = '2026-01-01T00:00:00Z' where project_id = $1", [
      project.id,
    ]);
    const listed: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page: { items: Deployment[]; nextCursor: string | null } = await stack.stores.deployments.list(project.id, {
        limit: 2,
        ...(cursor === undefined ? {} : { cursor }),
      });
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(listed).toEqual(made.toReversed());
  });

  it("finds those of many commits, in more than one request", async () => {
    const made = [await request({ commitSha: shaOf("1") }), await request({ commitSha: shaOf("2") })];
    const commitShas = [
      shaOf("1"),
      ...Array.from({ length: 250 }, (_, index) => index.toString(16).padStart(40, "e")),
      shaOf("2"),
    ];
    const { items } = await stack.stores.deployments.list(project.id, { limit: 200, commitShas });
    expect(items.map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed());
  });

  it("tells branches apart whose names look like numbers and words of a database", async () => {
    const names = ["1.0", "1", "1.00", "true", "null", "unknown", "1e3", "007"];
    const made = new Map<string, string>();
    for (const branch of names) made.set(branch, (await request({ branch })).id);
    for (const [branch, id] of made) {
      const { items } = await stack.stores.deployments.list(project.id, { limit: 5, branch });
      expect({ branch, found: items.map((item) => item.id) }).toEqual({ branch, found: [id] });
    }
  });

  it("finds what an address serves, with its project", async () => {
    const deployment = await request();
    const claimed = await stack.stores.deployments.claim(deployment.id);
    const address = `feature--shop-${projects}`;
    await stack.stores.deployments.transition(deployment.id, {
      attempt: claimed?.attempt ?? 0,
      state: "ready",
      address,
    });
    expect(await stack.stores.deployments.findByAddress("preview", address)).toMatchObject({
      deployment: { id: deployment.id },
      project: { id: project.id },
    });
    expect(await stack.stores.deployments.findByAddress("production", address)).toBeNull();
  });

  it("finds what a commit serves beside its branch, as a private preview even when it was production", async () => {
    const deployment = await request({ environment: "production" });
    const claimed = await stack.stores.deployments.claim(deployment.id);
    const attempt = claimed?.attempt ?? 0;
    const address = `commit-${deployment.commitSha.slice(0, 12)}--${project.previewLabel}`;
    expect(await stack.stores.deployments.findByAddress("preview", address)).toBeNull();
    await stack.stores.deployments.transition(deployment.id, {
      attempt,
      state: "ready",
      address: project.previewLabel,
    });
    expect(await stack.stores.deployments.findByAddress("preview", address)).toMatchObject({
      deployment: { id: deployment.id, environment: "preview" },
      project: { id: project.id },
    });
    expect(await stack.stores.deployments.findByAddress("production", address)).toBeNull();
    expect(await stack.stores.deployments.findByAddress("preview", `${address}x`)).toBeNull();
  });
});
