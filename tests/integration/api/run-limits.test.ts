import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

let app: TestApp;
let admin: TestPerson;
let owner: TestPerson;
let projectId: string;
let people = 0;
beforeAll(async () => {
  // No worker: what is started stays queued.
  app = await startTestApp();
  admin = await app.signUp("admin");
});
beforeEach(async () => {
  people += 1;
  owner = await app.signUp(`owner-${people}`);
  projectId = (await (await owner.call("POST", "/api/projects", { name: "Shop", template: "static" })).json()).id;
});
afterAll(() => app.stop());

const start = (prompt = "Add a page") => owner.call("POST", `/api/projects/${projectId}/runs`, { prompt });
const deploy = () => owner.call("POST", `/api/projects/${projectId}/deployments`, { branch: "main" });
const listRuns = async () => (await (await owner.call("GET", `/api/projects/${projectId}/runs`)).json()).items;
const limitRate = (action: string, scope: string, limitCount: number) =>
  admin.call("PUT", `/api/admin/rate-rules/${action}/${scope}`, { limitCount, windowSeconds: 3_600 });
const saveRule = (rule: object) =>
  admin.call("PUT", "/api/admin/budget-rules/project/total", {
    defaultUsd: null,
    defaultTokens: null,
    ceilingUsd: null,
    ceilingTokens: null,
    ...rule,
  });
const saveBudget = (path: string, limitTokens: number | null) =>
  owner.call("PUT", path, { limitUsd: null, limitTokens });

/** What was refused, with the seconds after which it may be tried again. */
const readRefusal = async (answer: Response) => {
  expect(answer.headers.get("content-type")).toContain("application/problem+json");
  const wait = answer.headers.get("retry-after");
  return { status: answer.status, wait: wait === null ? null : Number(wait), problem: await answer.json() };
};

describe("A30: starting a run", () => {
  it("is refused when the project's budget of the day is spent, until it is raised", async () => {
    const { id } = await (await start()).json();
    const path = `/api/projects/${projectId}/budgets/day`;
    expect((await saveBudget(path, 0)).status).toBe(200);
    const refusal = await readRefusal(await start());
    expect(refusal).toMatchObject({
      status: 429,
      problem: { code: "budget_spent", data: { scope: "project", period: "day", unit: "tokens" } },
    });
    expect(refusal.problem.fix).toContain("in the settings of the project");
    expect(refusal.wait).toBeGreaterThan(0);
    expect(refusal.wait).toBeLessThanOrEqual(86_400);
    expect((await readRefusal(await owner.call("POST", `/api/runs/${id}/retry`, {}))).status).toBe(429);
    expect(await listRuns()).toHaveLength(1);
    await saveBudget(path, 1_000_000);
    expect((await start()).status).toBe(202);
  });

  it("is refused when the person's budget in total is spent; no waiting lifts that", async () => {
    await saveBudget("/api/budgets/total", 0);
    const refusal = await readRefusal(await start());
    expect(refusal).toMatchObject({
      status: 429,
      wait: null,
      problem: { code: "budget_spent", data: { scope: "user", period: "total" } },
    });
    expect(await listRuns()).toEqual([]);
  });

  it("is refused beyond the rate, and says after how many seconds it is not", async () => {
    expect((await limitRate("run", "project", 2)).status).toBe(200);
    expect([(await start("one")).status, (await start("two")).status]).toEqual([202, 202]);
    const refusal = await readRefusal(await start("three"));
    expect(refusal).toMatchObject({ status: 429, problem: { code: "limit_reached", data: { action: "run" } } });
    expect(refusal.wait).toBeGreaterThan(1_700);
    expect(refusal.wait).toBeLessThanOrEqual(1_800);
    expect(await listRuns()).toHaveLength(2);
    await limitRate("run", "project", 60);
    // What was counted stays counted: the next one is a sixtieth of an hour away instead of half of one.
    expect((await readRefusal(await start("three"))).wait).toBeLessThanOrEqual(60);
  });

  it("lets exactly ten of a project wait or work, of 30 that are started at once", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => start(`page ${index}`)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(10);
    const refused = answers.find(({ status }) => status !== 202);
    expect(await readRefusal(refused ?? new Response())).toMatchObject({
      status: 429,
      problem: { code: "limit_reached", data: { limit: 10 } },
    });
    const runs = await listRuns();
    expect(runs).toHaveLength(10);
    await owner.call("DELETE", `/api/runs/${runs[0].id}`);
    expect((await start()).status).toBe(202);
  });

  it("with a key that is known answers the first run, however many there are", async () => {
    const keyed = { prompt: "Add a page", idempotencyKey: "key-1" };
    const first = await (await owner.call("POST", `/api/projects/${projectId}/runs`, keyed)).json();
    await Promise.all(Array.from({ length: 9 }, (_, index) => start(`page ${index}`)));
    const again = await owner.call("POST", `/api/projects/${projectId}/runs`, keyed);
    expect({ status: again.status, id: (await again.json()).id }).toEqual({ status: 202, id: first.id });
    expect((await start()).status).toBe(429);
  });
});

describe("A30: asking for a deployment", () => {
  it("is refused beyond the rate of the person", async () => {
    await limitRate("deployment", "user", 1);
    expect((await deploy()).status).toBe(202);
    const refusal = await readRefusal(await deploy());
    expect(refusal).toMatchObject({ status: 429, problem: { code: "limit_reached", data: { action: "deployment" } } });
    expect(refusal.wait).toBeGreaterThan(3_500);
    await limitRate("deployment", "user", 120);
  });

  it("is refused beyond the rate for one that is tried again or promoted as well", async () => {
    const { id } = await (await deploy()).json();
    const { attempt = 0 } = (await app.stores.deployments.claim(id)) ?? {};
    for (const state of ["building", "ready"] as const)
      await app.stores.deployments.transition(id, { attempt, state, url: "http://localhost" });
    await limitRate("deployment", "user", 1);
    for (const control of ["retry", "promote"]) {
      const refusal = await readRefusal(await owner.call("POST", `/api/deployments/${id}/${control}`));
      expect(refusal).toMatchObject({
        status: 429,
        problem: { code: "limit_reached", data: { action: "deployment" } },
      });
    }
    const { items } = await (await owner.call("GET", `/api/projects/${projectId}/deployments`)).json();
    expect(items).toHaveLength(1);
    await limitRate("deployment", "user", 120);
  });
});

describe("the rules of admins", () => {
  it("A30: bound what owners allow themselves, at once and for everybody", async () => {
    await saveBudget(`/api/projects/${projectId}/budgets/total`, 1_000_000);
    expect((await start("one")).status).toBe(202);
    expect((await saveRule({ ceilingTokens: 0 })).status).toBe(200);
    const refusal = await readRefusal(await start("two"));
    expect(refusal).toMatchObject({
      status: 429,
      problem: { code: "budget_spent", data: { scope: "project", period: "total", ceiling: 0 } },
    });
    expect((await saveRule({ ceilingTokens: 10, defaultTokens: 11 })).status).toBe(400);
    expect((await saveRule({})).status).toBe(200);
    expect((await start("two")).status).toBe(202);
  });

  it("A31: leave a line in the audit log for each change", async () => {
    await saveRule({ ceilingTokens: 5_000_000 });
    await limitRate("run", "user", 119);
    const { items } = await (await admin.call("GET", "/api/admin/audit")).json();
    expect(items.slice(0, 2)).toMatchObject([
      { action: "rate.changed", target: "run user", details: { limitCount: 119 }, actorEmail: admin.email },
      { action: "budget.changed", target: "project total", details: { ceilingTokens: 5_000_000 } },
    ]);
    await saveRule({});
    await limitRate("run", "user", 120);
  });
});
