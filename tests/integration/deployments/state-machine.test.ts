import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment, DeploymentState } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

const states: DeploymentState[] = ["queued", "building", "ready", "error", "canceled", "blocked"];
const rank = (state: DeploymentState): number => (state === "queued" ? 0 : state === "building" ? 1 : 2);

const permute = <Item>(items: Item[]): Item[][] =>
  items.length < 2
    ? [items]
    : items.flatMap((item, index) => permute(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

/** What must come of it: forward only, and nothing after an end. */
const foresee = (order: DeploymentState[]): DeploymentState[] => {
  let state: DeploymentState = "queued";
  return order.map((told) => {
    if (rank(state) < 2 && rank(told) >= rank(state)) state = told;
    return state;
  });
};

/** Makes a deployment and tells it one state after another; answers the state after each. */
const tellInOrder = `
  create function tell_in_order(p_project_id uuid, p_order text[]) returns text[] language plpgsql as $$
  declare
    v_id uuid;
    v_state text;
    v_states text[] := '{}';
  begin
    insert into public.deployments (project_id, host, environment, branch, commit_sha, requested_by, attempt)
      values (p_project_id, 'local', 'preview', gen_random_uuid()::text, repeat('a', 40), 'ai', 1) returning id into v_id;
    foreach v_state in array p_order loop
      v_states := v_states || (public.transition_deployment(v_id,
        jsonb_build_object('attempt', 1, 'state', v_state)) #>> '{deployment,state}');
    end loop;
    return v_states;
  end $$`;

describe("states of deployments", () => {
  let stack: TestStack;
  let project: Project;
  let count = 0;

  beforeAll(async () => {
    stack = await startTestStack();
    const { id } = await stack.signUp();
    project = await stack.stores.projects.create({
      ownerId: id,
      name: "Groomer",
      slug: "groomer",
      template: "static",
      gitHost: "local",
      deployHost: "local",
      defaultBranch: "main",
    });
    await stack.pool.query(tellInOrder);
  });
  afterAll(() => stack.stop());

  const request = (
    change: Partial<Parameters<TestStack["stores"]["deployments"]["request"]>[0]> = {},
  ): Promise<Deployment> => {
    count += 1;
    return stack.stores.deployments.request({
      projectId: project.id,
      host: "local",
      environment: "preview",
      branch: `b${count}`,
      commitSha: count.toString(16).padStart(40, "0"),
      requestedBy: "ai",
      ...change,
    });
  };
  const begin = async (change = {}): Promise<Deployment> => {
    const { id } = await request(change);
    const claimed = await stack.stores.deployments.claim(id);
    if (claimed === null) throw new Error("it was there to be claimed");
    return claimed;
  };
  const move = (deployment: Deployment, state: DeploymentState, attempt = deployment.attempt) =>
    stack.stores.deployments.transition(deployment.id, { attempt, state, url: null });

  /** The state after each of the given ones is told, by the SQL function itself: through REST it would take minutes. */
  const tell = async (order: DeploymentState[]): Promise<string[]> => {
    const text = "select tell_in_order($1, $2) as states";
    const { rows } = await stack.pool.query<{ states: string[] }>(text, [project.id, order]);
    return rows[0]?.states ?? [];
  };

  it("A3: never go back, in whatever order they arrive", { timeout: 120_000 }, async () => {
    // All 720 orders of the six states.
    const orders = permute(states);
    expect(orders).toHaveLength(720);
    for (let index = 0; index < orders.length; index += 20) {
      const batch = orders.slice(index, index + 20);
      expect(await Promise.all(batch.map(tell))).toEqual(batch.map(foresee));
    }
  });

  it("A3: end once, by however many at the same time they are told", { timeout: 60_000 }, async () => {
    const sequence = fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sequence, async (told) => {
        const deployment = await begin();
        const results = await Promise.all(told.map((state) => move(deployment, state)));
        const row = await stack.stores.deployments.get(deployment.id);
        const ends: string[] = told.filter((state) => rank(state) === 2);
        const possible = ends.length > 0 ? ends : [told.includes("building") ? "building" : "queued"];
        expect(possible).toContain(row?.state);
        const enders = results.filter(({ isChanged, deployment: { state } }) => isChanged && rank(state) === 2);
        expect(enders).toHaveLength(Math.min(1, ends.length));
      }),
      { numRuns: 15 },
    );
  });

  it("A7: take nothing from an attempt that was taken over", async () => {
    const first = await begin();
    const second = await stack.stores.deployments.claim(first.id);
    expect(second?.attempt).toBe(first.attempt + 1);
    for (const state of states) expect((await move(first, state)).isChanged).toBe(false);
    expect((await move(first, "building", first.attempt + 1)).isChanged).toBe(true);
    await stack.stores.deployments.appendLogs(
      [{ deploymentId: first.id, line: 1, stream: "stdout", text: "stale", at: new Date().toISOString() }],
      first.attempt,
    );
    expect(await stack.stores.deployments.listLogs(first.id, 0, 10)).toEqual([]);
  });

  it("are not claimed once they have ended", async () => {
    const deployment = await begin();
    await move(deployment, "ready");
    expect(await stack.stores.deployments.claim(deployment.id)).toBeNull();
  });

  it("cancel what is queued at once, and ask what is being built to stop", async () => {
    const queued = await request();
    expect(await stack.stores.deployments.requestCancel(queued.id)).toMatchObject({ state: "canceled" });
    expect(await stack.stores.deployments.claim(queued.id)).toBeNull();
    const building = await begin();
    await move(building, "building");
    expect(await stack.stores.deployments.requestCancel(building.id)).toMatchObject({
      state: "building",
      isCancelRequested: true,
    });
    expect((await move(building, "canceled")).deployment.state).toBe("canceled");
    expect(await stack.stores.deployments.requestCancel(building.id)).toMatchObject({ state: "canceled" });
  });

  it("serve what was requested last, whichever gets ready last", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }), async (finished) => {
        count += 1;
        const branch = `race-${count}`;
        const rows: Deployment[] = [];
        for (const _ of [0, 1, 2, 3]) rows.push(await begin({ branch }));
        for (const index of finished) {
          const row = rows[index];
          if (row !== undefined) await move(row, "ready");
        }
        const current = await stack.stores.deployments.findCurrent(project.id, { environment: "preview", branch });
        expect(current?.id).toBe(rows[Math.max(...finished)]?.id);
        const { items } = await stack.stores.deployments.list(project.id, { branch, limit: 10 });
        expect(items.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
      }),
      { numRuns: 6 },
    );
  });

  it("request the same commit once while it is under way or served, and anew when asked to", async () => {
    const same = { branch: "same", commitSha: "e".repeat(40) };
    const first = await request(same);
    expect((await request(same)).id).toBe(first.id);
    const claimed = await stack.stores.deployments.claim(first.id);
    if (claimed !== null) await move(claimed, "ready");
    expect((await request(same)).id).toBe(first.id);
    const forced = await request({ ...same, isForced: true });
    expect(forced.id).not.toBe(first.id);
    await stack.stores.deployments.requestCancel(forced.id);
    const failed = await begin({ branch: "failed", commitSha: "f".repeat(40) });
    await move(failed, "error");
    expect((await request({ branch: "failed", commitSha: "f".repeat(40) })).id).not.toBe(failed.id);
  });

  it("roll production back by promotion of an earlier deployment", async () => {
    const production = { environment: "production" as const, branch: "main" };
    const old = await begin({ ...production, commitSha: "1".repeat(40) });
    await move(old, "ready");
    const bad = await begin({ ...production, commitSha: "2".repeat(40) });
    await move(bad, "ready");
    const back = await begin({ ...production, commitSha: "1".repeat(40), promotedFrom: old.id, isForced: true });
    await move(back, "ready");
    const current = await stack.stores.deployments.findCurrent(project.id, { environment: "production" });
    expect(current).toMatchObject({ id: back.id, promotedFrom: old.id, commitSha: "1".repeat(40) });
  });
});
