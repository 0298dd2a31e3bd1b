import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { StaleAttemptError } from "#core/errors/stale-attempt-error.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Run, RunState } from "#core/contracts/run.ts";
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

const create = (options: { idempotencyKey?: string | null; projectId?: string; prompt?: string } = {}) =>
  stack.stores.runs.create({
    projectId: project.id,
    requestedBy: owner.id,
    kind: "prompt",
    branch: "main",
    prompt: "a shop",
    provider: "demo",
    model: "demo",
    promptName: "builder",
    promptVersion: 1,
    idempotencyKey: null,
    ...options,
  });

const countJobs = async (runId: string): Promise<number> => {
  const { rows } = await stack.pool.query<{ count: number }>(
    "select count(*)::int as count from graphile_worker._private_jobs where payload ->> 'runId' = $1",
    [runId],
  );
  return rows[0]?.count ?? 0;
};

/** A run that a worker has brought into a state. */
const inState = async (state: RunState): Promise<Run> => {
  const { run } = await create();
  const claimed = await stack.stores.runs.claim(run.id);
  if (state === "queued") return claimed ?? run;
  return stack.stores.runs.update(run.id, claimed?.attempt ?? 0, { state });
};

describe("creating a run", () => {
  it("enqueues its job with it, or neither", async () => {
    const { run, isNew } = await create();
    expect(isNew).toBe(true);
    expect(run).toMatchObject({ state: "queued", attempt: 0, usage: { inputTokens: 0 }, isStopRequested: false });
    expect(await countJobs(run.id)).toBe(1);
    await expect(create({ projectId: randomUUID() })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("A12: answers the first run to every repetition of its key, also all at once", async () => {
    const idempotencyKey = randomUUID();
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) => create({ idempotencyKey, prompt: `a shop, ${index}` })),
    );
    expect(new Set(made.map(({ run }) => run.id)).size).toBe(1);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await countJobs(made[0]?.run.id ?? "")).toBe(1);
    const other = await createProject(stack, owner, `other-${projects}`);
    expect((await create({ idempotencyKey, projectId: other.id })).isNew).toBe(true);
  });
});

describe("a worker's hold on a run", () => {
  it("A7: ends with the next claim: what the old one writes is refused, and changes nothing", async () => {
    const { run } = await create();
    const [first, second] = [await stack.stores.runs.claim(run.id), await stack.stores.runs.claim(run.id)];
    expect([first?.attempt, second?.attempt]).toEqual([1, 2]);
    const step = {
      runId: run.id,
      projectId: project.id,
      number: 1,
      state: "running" as const,
      title: "Stale",
      summary: "",
      feature: null,
      commitSha: null,
      checks: {},
      usage: { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 },
      startedAt: new Date().toISOString(),
      finishedAt: null,
    };
    const { runs } = stack.stores;
    await expect(runs.update(run.id, 1, { summary: "stale" })).rejects.toBeInstanceOf(StaleAttemptError);
    await expect(runs.saveStep(1, step)).rejects.toBeInstanceOf(StaleAttemptError);
    const message = { runId: run.id, projectId: project.id, role: "assistant" as const, text: "stale", parts: [] };
    await expect(runs.appendMessage(1, message)).rejects.toBeInstanceOf(StaleAttemptError);
    expect(await runs.get(run.id)).toMatchObject({ summary: null, attempt: 2 });
    expect([await runs.listSteps(run.id), await runs.listMessages(run.id)]).toEqual([[], []]);
    expect(await runs.update(run.id, 2, { summary: "fresh" })).toMatchObject({ summary: "fresh" });
  });

  it("A7: goes to one worker at a time when ten claim at once", async () => {
    const { run } = await create();
    const claims = await Promise.all(Array.from({ length: 10 }, () => stack.stores.runs.claim(run.id)));
    expect(claims.map((claim) => claim?.attempt ?? 0).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 10 }, (_, index) => index + 1),
    );
  });

  it.each(["waiting", "interrupted", "finished", "failed", "stopped"] as const)(
    "is not given out while it is %s",
    async (state) => {
      const run = await inState(state);
      expect(await stack.stores.runs.claim(run.id)).toBeNull();
    },
  );

  it.each(["finished", "failed", "stopped"] as const)("cannot bring a run back that is %s", async (state) => {
    const run = await inState(state);
    await expect(stack.stores.runs.update(run.id, run.attempt, { state: "running" })).rejects.toBeInstanceOf(
      IllegalStateError,
    );
    expect(await stack.stores.runs.update(run.id, run.attempt, { summary: "words may follow" })).toMatchObject({
      state,
    });
  });

  it("writes what the patch names, and nothing else", async () => {
    const { run } = await create();
    const claimed = await stack.stores.runs.claim(run.id);
    const question = { question: "Which colour?", options: ["red", "blue"] };
    await stack.stores.runs.update(run.id, 1, {
      state: "waiting",
      question,
      intent: "A shop",
      baseSha: "a".repeat(40),
    });
    const row = await stack.stores.runs.update(run.id, 1, {
      usage: { inputTokens: 9, cachedInputTokens: 1, outputTokens: 2, costUsd: 0.5 },
    });
    expect(row).toMatchObject({
      state: "waiting",
      question,
      intent: "A shop",
      baseSha: "a".repeat(40),
      usage: { costUsd: 0.5 },
    });
    expect(row.startedAt).toBe(claimed?.startedAt);
    expect(await stack.stores.runs.update(run.id, 1, { question: null })).toMatchObject({
      question: null,
      intent: "A shop",
    });
  });
});

describe("stopping, interrupting and resuming", () => {
  it.each([
    ["queued", "stopped"],
    ["waiting", "stopped"],
    ["interrupted", "stopped"],
    ["planning", "planning"],
    ["running", "running"],
    ["finished", "finished"],
    ["failed", "failed"],
  ] as const)("a stop of a run that is %s leaves it %s", async (from, to) => {
    const run = await inState(from);
    const stopped = await stack.stores.runs.requestStop(run.id);
    const isAsked = ["queued", "waiting", "interrupted", "planning", "running"].includes(from);
    expect(stopped).toMatchObject({ state: to, isStopRequested: isAsked });
    // Whoever held it writes no more; a worker that still works on it is asked, and goes on writing until it obeys.
    expect(stopped.attempt).toBe(from !== to ? run.attempt + 1 : run.attempt);
  });

  it.each(["interrupted", "waiting", "failed", "stopped"] as const)(
    "a run that is %s goes on when it is resumed",
    async (state) => {
      const run = await inState(state);
      const jobs = await countJobs(run.id);
      const resumed = await stack.stores.runs.resume(run.id, "blue");
      expect(resumed).toMatchObject({
        state: "queued",
        question: null,
        error: null,
        finishedAt: null,
        isStopRequested: false,
        attempt: run.attempt + 1,
      });
      expect(await stack.stores.runs.listMessages(run.id)).toMatchObject([{ role: "user", text: "blue" }]);
      expect(await countJobs(run.id)).toBeGreaterThanOrEqual(jobs);
      expect(await stack.stores.runs.claim(run.id)).toMatchObject({ attempt: run.attempt + 2 });
    },
  );

  it.each(["queued", "planning", "running", "finished"] as const)(
    "a run that is %s cannot be resumed",
    async (state) => {
      const run = await inState(state);
      await expect(stack.stores.runs.resume(run.id)).rejects.toBeInstanceOf(IllegalStateError);
    },
  );

  it.each([
    ["planning", "interrupted"],
    ["running", "interrupted"],
    ["queued", "queued"],
    ["waiting", "waiting"],
    ["finished", "finished"],
  ] as const)("A8: a run whose worker died while it was %s is %s", async (from, to) => {
    const run = await inState(from);
    expect(await stack.stores.runs.interrupt(run.id)).toMatchObject({ state: to });
    expect((await stack.stores.runs.listActive()).map(({ id }) => id)).not.toContain(run.id);
  });

  it("knows a run that is not there", async () => {
    for (const act of ["requestStop", "resume", "interrupt"] as const)
      await expect(stack.stores.runs[act](randomUUID())).rejects.toBeInstanceOf(NotFoundError);
    await expect(stack.stores.runs.claim(randomUUID())).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe("what a run leaves behind", () => {
  it("keeps the state of its stream, overwritten, and gone with it", async () => {
    const { run } = await create();
    expect(await stack.stores.runs.getLive(run.id)).toBeNull();
    const live = { runId: run.id, messageId: "m", text: "typing", files: [] };
    await stack.stores.runs.saveLive(run.attempt, live);
    await stack.stores.runs.saveLive(run.attempt, { ...live, text: "typing on \u0000 \uD800" });
    expect(await stack.stores.runs.getLive(run.id)).toEqual({ ...live, text: "typing on \uFFFD \uFFFD" });
    expect(await owner.stores.runs.getLive(run.id)).toMatchObject({ messageId: "m" });
  });

  it("lists runs page by page, newest first, none twice, though they were made in one instant", async () => {
    const made: string[] = [];
    for (let count = 0; count < 7; count += 1) made.push((await create()).run.id);
    await stack.pool.query("update public.runs set created_at = '2026-01-01T00:00:00Z' where project_id = $1", [
      project.id,
    ]);
    const listed: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page: { items: Run[]; nextCursor: string | null } = await stack.stores.runs.list(project.id, {
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      });
      listed.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(listed).toEqual(made.toReversed());
  });
});
