import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { StaleAttemptError } from "#core/errors/stale-attempt-error.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import { createProject } from "#tests/helpers/realtime.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let owner: TestUser;
let project: Project;
let people = 0;
beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  people += 1;
  owner = await stack.signUp(`owner-${people}`);
  project = await createProject(stack, owner, "shop");
});
afterAll(() => stack.stop());

const createRun = async (projectId = project.id): Promise<Run> => {
  const { run } = await stack.stores.runs.create({
    projectId,
    requestedBy: owner.id,
    kind: "prompt",
    branch: "main",
    prompt: "a shop",
    provider: "scripted",
    model: "scripted-1",
    promptName: "builder",
    promptVersion: 1,
    idempotencyKey: null,
  });
  return (await stack.stores.runs.claim(run.id)) ?? run;
};

/** 1,000 tokens in and 1,000 out, at $1 and $4 a million. */
const call = {
  step: 1,
  inputTokens: 1_000,
  inputUsd: 0.001,
  leastOutputTokens: 1_000,
  mostOutputTokens: 1_000,
  outputPrice: 4,
};
const usage = { inputTokens: 900, cachedInputTokens: 100, outputTokens: 200, costUsd: 0.0017 };

const reserve = (run: Run, more: Partial<typeof call> = {}) =>
  stack.stores.budgets.reserve(run.id, run.attempt, { ...call, ...more });

const reserveId = async (run: Run, more: Partial<typeof call> = {}): Promise<string> => {
  const answer = await reserve(run, more);
  if ("spent" in answer) throw new Error(`${answer.spent.scope}/${answer.spent.period} is spent`);
  return answer.reservationId;
};

const save = (period: "step" | "run" | "day" | "total", limits: { usd?: number; tokens?: number }, scope = "project") =>
  stack.stores.budgets.save({ userId: owner.id, projectId: scope === "project" ? project.id : null }, period, {
    limitUsd: limits.usd ?? null,
    limitTokens: limits.tokens ?? null,
  });

const find = async (scope: "project" | "user", period: string, run?: Run) => {
  const target = { projectId: project.id, userId: owner.id };
  const budgets = await stack.stores.budgets.list(
    run === undefined ? target : { ...target, run: { id: run.id, step: 1 } },
  );
  const found = budgets.find((budget) => budget.scope === scope && budget.period === period);
  if (found === undefined) throw new Error(`no budget ${scope}/${period}`);
  return found;
};

describe("A30: reserving", () => {
  it.each([
    [100, "a run's tokens", () => save("run", { tokens: 10_000 }), "run", "tokens"],
    [10, "a step's dollars", () => save("step", { usd: 0.025 }), "step", "usd"],
    [10, "a project's tokens of a day", () => save("day", { tokens: 10_999 }), "day", "tokens"],
    [100, "a project's dollars in total", () => save("total", { usd: 0.0299 }), "total", "usd"],
    [100, "a person's tokens of a day", () => save("day", { tokens: 10_000 }, "user"), "day", "tokens"],
    [10, "a person's dollars in total", () => save("total", { usd: 0.025 }, "user"), "total", "usd"],
  ])("%i calls at once, within %s for 5: exactly 5", async (count, name, limit, period, unit) => {
    await limit();
    const scope = name.includes("person") ? "user" : "project";
    const isShared = period === "day" || period === "total";
    const other = scope === "user" ? await createProject(stack, owner, "other") : project;
    const one = await createRun();
    const runs = isShared ? [one, await createRun(), await createRun(other.id), await createRun(other.id)] : [one];
    const answers = await Promise.all(
      Array.from({ length: count }, (_, index) => reserve(runs[index % runs.length] ?? one)),
    );
    expect(answers.filter((answer) => "reservationId" in answer)).toHaveLength(5);
    const refused = answers.find((answer) => "spent" in answer);
    expect(refused).toMatchObject({ spent: { scope, period, unit, used: 0, ceiling: null } });
    const budget = await find(scope, period, one);
    expect(budget).toMatchObject({ usedTokens: 0, reservedTokens: 10_000 });
    expect(budget.reservedUsd).toBeCloseTo(0.025, 6);
  });

  it("gives an answer as many tokens as the tightest budget has left", async () => {
    await save("run", { usd: 0.021, tokens: 50_000 });
    const run = await createRun();
    const answer = await reserve(run, { mostOutputTokens: 32_000 });
    expect(answer).toMatchObject({ outputTokens: 5_000 });
    expect(await reserve(run, { inputUsd: 0 })).toMatchObject({
      spent: { scope: "project", period: "run", unit: "usd", limit: 0.021 },
    });
  });

  it("lets a model without a price go on when dollars are spent, and not when tokens are", async () => {
    await save("run", { usd: 0 });
    const run = await createRun();
    const free = { inputUsd: 0, outputPrice: 0 };
    expect(await reserve(run, free)).toHaveProperty("reservationId");
    await save("run", { tokens: 0 });
    expect(await reserve(run, free)).toMatchObject({ spent: { unit: "tokens", limit: 0 } });
  });

  it("refuses a worker that lost the run", async () => {
    const run = await createRun();
    await stack.stores.runs.claim(run.id);
    await expect(reserve(run)).rejects.toBeInstanceOf(StaleAttemptError);
    expect(await find("project", "total")).toMatchObject({ reservedTokens: 0 });
  });
});

describe("settling", () => {
  it("puts what was used in place of what was reserved, once, in the run, the ledger and the day", async () => {
    const run = await createRun();
    const id = await reserveId(run);
    const settled = await stack.stores.budgets.settle(id, run.id, run.attempt, usage);
    expect(settled.usage).toEqual(usage);
    const again = await stack.stores.budgets.settle(id, run.id, run.attempt, usage);
    expect(again.usage).toEqual(usage);
    expect(await find("project", "run", run)).toMatchObject({ usedTokens: 1_100, usedUsd: 0.0017, reservedTokens: 0 });
    expect(await find("project", "step", run)).toMatchObject({ usedTokens: 1_100 });
    expect(await find("user", "day")).toMatchObject({ usedTokens: 1_100, reservedUsd: 0 });
    const from = new Date().toISOString().slice(0, 10);
    expect(await owner.stores.budgets.listUsage(from)).toEqual([
      { projectId: project.id, day: from, provider: "scripted", model: "scripted-1", calls: 1, ...usage },
    ]);
  });

  it("gives back what was reserved for a call that was never sent", async () => {
    const run = await createRun();
    await stack.stores.budgets.settle(await reserveId(run), run.id, run.attempt, null);
    expect(await find("project", "run", run)).toMatchObject({ usedTokens: 0, reservedTokens: 0 });
  });

  it.each([
    ["claimed again", (run: Run) => stack.stores.runs.claim(run.id)],
    ["interrupted", (run: Run) => stack.stores.runs.interrupt(run.id)],
  ])("A8: a call whose worker died is charged what was sent once the run is %s", async (_, take) => {
    const run = await createRun();
    await stack.stores.runs.update(run.id, run.attempt, { state: "running" });
    const id = await reserveId(run, { inputTokens: 700, inputUsd: 0.0007 });
    const taken = await take(run);
    expect(taken?.usage).toMatchObject({ inputTokens: 700, outputTokens: 0, costUsd: 0.0007 });
    expect(await find("project", "run", run)).toMatchObject({ usedTokens: 700, usedUsd: 0.0007, reservedTokens: 0 });
    const late = stack.stores.budgets.settle(id, run.id, run.attempt, usage);
    await expect(late).rejects.toBeInstanceOf(StaleAttemptError);
    expect(await find("project", "run", run)).toMatchObject({ usedTokens: 700 });
  });

  it("forgets a reservation that nobody came back to", async () => {
    const run = await createRun();
    await reserveId(run);
    await stack.pool.query("update public.budget_reservations set expires_at = now() - interval '1 second'");
    expect(await find("user", "day")).toMatchObject({ reservedTokens: 0 });
  });

  it("keeps what a removed project used: removing one refills nothing", async () => {
    const run = await createRun();
    await stack.stores.budgets.settle(await reserveId(run), run.id, run.attempt, usage);
    await stack.stores.projects.remove(project.id);
    const [day] = await stack.stores.budgets.list({ projectId: null, userId: owner.id });
    expect(day).toMatchObject({ scope: "user", period: "day", usedTokens: 1_100 });
  });
});

describe("what a budget is", () => {
  it("is the owner's choice, or else the default, and never above the ceiling", async () => {
    expect(await find("project", "run")).toMatchObject({ ownUsd: null, defaultUsd: 25, limitUsd: 25 });
    await save("run", { usd: 80 });
    expect(await find("project", "run")).toMatchObject({ ownUsd: 80, limitUsd: 80, limitTokens: 8_000_000 });
    const rule = { defaultUsd: 20, defaultTokens: null, ceilingUsd: 60, ceilingTokens: null };
    expect(await stack.stores.budgets.saveRule("project", "run", rule, owner.id)).toMatchObject(rule);
    expect(await find("project", "run")).toMatchObject({ ownUsd: 80, limitUsd: 60, limitTokens: null });
    await save("run", {});
    expect(await find("project", "run")).toMatchObject({ ownUsd: null, limitUsd: 20 });
    await stack.stores.budgets.saveRule("project", "run", { ...rule, defaultUsd: 25, ceilingUsd: null }, owner.id);
  });

  it("is not there for a person's step, and rules are changed, not made", async () => {
    await expect(save("run", { usd: 1 }, "user")).rejects.toMatchObject({ code: "database_failed" });
    const rule = { defaultUsd: null, defaultTokens: null, ceilingUsd: null, ceilingTokens: null };
    const made = stack.stores.budgets.saveRule("user", "step", rule, owner.id);
    await expect(made).rejects.toBeInstanceOf(NotFoundError);
  });

  it("of one person says nothing about another", async () => {
    const run = await createRun();
    await stack.stores.budgets.settle(await reserveId(run), run.id, run.attempt, usage);
    const stranger = await stack.signUp(`stranger-${people}`);
    expect(await stranger.stores.budgets.listUsage("2000-01-01")).toEqual([]);
    expect(await stranger.stores.budgets.listUsage("2000-01-01", project.id)).toEqual([]);
  });
});

const limitRate = (limitCount: number, windowSeconds: number) =>
  stack.stores.rates.saveRule("run", "project", { limitCount, windowSeconds }, owner.id);

describe("rates", () => {
  it("A30: 100 at once, with an allowance of 5: exactly 5, and the others learn when there is one again", async () => {
    await limitRate(5, 600);
    const take = () => stack.stores.rates.take("run", { userId: owner.id, projectId: project.id });
    const waits = await Promise.all(Array.from({ length: 100 }, take));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
    const refused = waits.filter((wait) => wait > 0);
    expect(Math.max(...refused)).toBeLessThanOrEqual(120);
    expect(Math.min(...refused)).toBeGreaterThan(60);
    const elsewhere = { userId: owner.id, projectId: (await createProject(stack, owner, "other")).id };
    expect(await stack.stores.rates.take("run", elsewhere)).toBe(0);
    expect(await stack.stores.rates.take("deployment", { userId: owner.id, projectId: project.id })).toBe(0);
  });

  it("come back one by one, and what was refused counts for nobody", async () => {
    await limitRate(2, 3_600);
    await stack.stores.rates.saveRule("run", "user", { limitCount: 3, windowSeconds: 3_600 }, owner.id);
    const take = () => stack.stores.rates.take("run", { userId: owner.id, projectId: project.id });
    expect([await take(), await take()]).toEqual([0, 0]);
    expect(await take()).toBeGreaterThan(0);
    await stack.pool.query(
      "update private.rate_buckets set whole_at = whole_at - interval '30 minutes' where key like 'run:project:%'",
    );
    expect(await take()).toBe(0);
    await stack.stores.rates.saveRule("run", "user", { limitCount: 120, windowSeconds: 3_600 }, owner.id);
  });
});
