import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { BudgetPeriod } from "#core/contracts/budget.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { ModelInfo } from "#core/ports/provider.ts";
import { createScriptedProvider, type ScriptedAnswer, writeStep } from "#tests/helpers/scripted-provider.ts";
import { startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";

let stack: RunStack;
let project: Project;
let repository: RepositoryName;
beforeAll(async () => {
  stack = await startRunStack();
});
beforeEach(async () => {
  ({ project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Small\n" }] }));
});
afterAll(() => stack.stop());

const never = new AbortController().signal;
const step = writeStep("Add a file", { "a.txt": "a\n".repeat(50) });

const save = (period: BudgetPeriod, limits: { usd?: number; tokens?: number }) =>
  stack.stores.budgets.save({ userId: stack.owner.id, projectId: project.id }, period, {
    limitUsd: limits.usd ?? null,
    limitTokens: limits.tokens ?? null,
  });

const read = async (id: string): Promise<Run> => {
  const run = await stack.stores.runs.get(id);
  if (run === null) throw new Error("the run is gone");
  return run;
};

const execute = async (answers: ScriptedAnswer[], options: { model?: Partial<ModelInfo>; branch?: string } = {}) => {
  const { branch = "letscode/budget" } = options;
  const { id } = await stack.createRun(project, "Do it", { branch });
  const provider = createScriptedProvider(answers, options);
  await stack.createExecutor(provider).execute(id, never);
  return { run: await read(id), provider };
};

/** How long the first answer may be with a model of these prices. */
const roomOf = async (model: Partial<ModelInfo>): Promise<number> => {
  const free: ScriptedAnswer = { calls: [["finish", { summary: "Done." }]], usage: { costUsd: 0 } };
  return (await execute([free], { model })).provider.requests[0]?.maxOutputTokens ?? 0;
};

const listSubjects = async (run: Run) => {
  const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
  const commits = await stack.gitHost.commitsBetween(repository, { from: run.baseSha, to: head, limit: 100 });
  return commits.map(({ message }) => message.split("\n")[0]);
};

const countReservations = async (): Promise<number> => {
  const { rows } = await stack.pool.query<{ count: number }>(
    "select count(*)::int as count from public.budget_reservations where project_id = $1",
    [project.id],
  );
  return rows[0]?.count ?? 0;
};

describe("A30: the call that could go past a budget is never sent", () => {
  test("of tokens: work so far is kept, the run says what would lift it, and goes on once it is lifted", async () => {
    await save("run", { tokens: 100_000 });
    const { run, provider } = await execute([{ ...step, usage: { inputTokens: 90_000, outputTokens: 5_000 } }]);
    expect(run).toMatchObject({
      state: "failed",
      error: { code: "budget_spent", data: { scope: "project", period: "run", unit: "tokens", used: 95_000 } },
    });
    expect(run.error?.detail).toContain("the budget of a run, which is 100,000 tokens: 95,000 tokens are used");
    expect(run.error?.fix).toContain("Raise it in the settings of the project");
    expect(provider.requests).toHaveLength(1);
    expect(await listSubjects(run)).toEqual(["Add a file"]);
    expect(await countReservations()).toBe(0);

    await save("run", { tokens: 200_000 });
    await stack.stores.runs.resume(run.id);
    await stack.createExecutor(provider).execute(run.id, never);
    expect(await read(run.id)).toMatchObject({ state: "finished", error: null });
    expect(await listSubjects(run)).toEqual(["Add a file"]);
  });

  test("of dollars: answers are kept within what is left", async () => {
    await save("run", { usd: 0.6 });
    const { run, provider } = await execute([{ ...step, usage: { costUsd: 0.5 } }, step]);
    expect(provider.requests[0]?.maxOutputTokens).toBe(32_000);
    expect(provider.requests[1]?.maxOutputTokens).toBeLessThan(25_000);
    expect(run.state).toBe("finished");
    await save("run", {});
    await save("day", { usd: 1.2 });
    const over = await execute([{ ...step, usage: { costUsd: 0.7 } }, step], { branch: "letscode/over" });
    expect(over.run).toMatchObject({
      state: "failed",
      error: { code: "budget_spent", data: { period: "day", unit: "usd", retryAfterSeconds: expect.any(Number) } },
    });
    expect(over.run.error?.fix).toContain("midnight UTC");
  });

  test("of a step: the next step has its own", async () => {
    await save("step", { tokens: 60_000 });
    const dear = { usage: { inputTokens: 40_000, outputTokens: 9_000 } };
    const { run } = await execute([{ ...step, ...dear }, writeStep("Add b", { "b.txt": "b\n" }, dear)]);
    expect(run).toMatchObject({ state: "finished" });
    const over = await execute([
      { calls: [["list_files", {}]], usage: { inputTokens: 40_000, outputTokens: 20_000 } },
      step,
    ]);
    expect(over.run).toMatchObject({ state: "failed", error: { data: { period: "step" } } });
  });

  test("counts input at its dearest: written to a cache, or longer than the usual price goes", async () => {
    await save("run", { usd: 0.02 });
    const plain = await roomOf({});
    expect(await roomOf({ cacheWritePrice: 2 })).toBeLessThan(plain - 500);
    expect(await roomOf({ longInput: { aboveTokens: 100, inputPrice: 1, outputPrice: 8 } })).toBeLessThan(plain * 0.6);
  });

  test("7 runs at once, with money for five calls: five are sent, and the others say so", async () => {
    await save("day", { usd: 2.5 });
    let sent = 0;
    const { promise: haveFive, resolve: letGo } = Promise.withResolvers<void>();
    const answer: ScriptedAnswer = async () => {
      sent += 1;
      if (sent === 5) letGo();
      await haveFive;
      return { calls: [["finish", { summary: "Done." }]], usage: { costUsd: 0.5 } };
    };
    // An answer of 32,000 tokens is half a dollar.
    const provider = createScriptedProvider([answer], { model: { inputPrice: 0, outputPrice: 15.625 } });
    const executor = stack.createExecutor(provider);
    const runs = await Promise.all(
      Array.from({ length: 7 }, (_, index) => stack.createRun(project, "Do it", { branch: `letscode/r${index}` })),
    );
    await Promise.all(runs.map(({ id }) => executor.execute(id, never)));
    expect(sent).toBe(5);
    const ended = await Promise.all(runs.map(({ id }) => read(id)));
    expect(ended.filter(({ state }) => state === "finished")).toHaveLength(5);
    expect(ended.filter(({ error }) => error?.code === "budget_spent")).toHaveLength(2);
    expect(await countReservations()).toBe(0);
  });
});

describe("A8: what was reserved is settled", () => {
  test("when a person stops the run in mid-stream: what came is charged, no more is held", async () => {
    const { id } = await stack.createRun(project, "Do it");
    stack.events.length = 0;
    const provider = createScriptedProvider([{ text: "Words. ".repeat(200), chunk: 4, pace: 20 }]);
    const work = stack.createExecutor(provider).execute(id, never);
    await expect.poll(() => stack.events.some(({ type }) => type === "text-delta"), { timeout: 10_000 }).toBe(true);
    expect(await countReservations()).toBe(1);
    await stack.stores.runs.requestStop(id);
    await work;
    const run = await read(id);
    expect(run.state).toBe("stopped");
    expect(run.usage.inputTokens).toBeGreaterThan(0);
    expect(run.usage.outputTokens).toBeGreaterThan(0);
    expect(await countReservations()).toBe(0);
  });

  test("when the worker shuts down in mid-stream: the next one charges what had been sent, and finishes", async () => {
    const { id } = await stack.createRun(project, "Do it");
    const control = new AbortController();
    const slow = createScriptedProvider([{ text: "Words. ".repeat(200), chunk: 4, pace: 20 }]);
    const work = stack.createExecutor(slow).execute(id, control.signal);
    await expect.poll(countReservations, { timeout: 10_000 }).toBe(1);
    control.abort(new Error("shutting down"));
    await expect(work).rejects.toThrow("shutting down");
    expect(await countReservations()).toBe(1);
    await stack.createExecutor(createScriptedProvider([])).execute(id, never);
    const run = await read(id);
    expect(run.state).toBe("finished");
    expect(run.usage.inputTokens).toBeGreaterThan(1_000);
    expect(run.usage.costUsd).toBeGreaterThan(0.01);
    expect(await countReservations()).toBe(0);
  });
});
