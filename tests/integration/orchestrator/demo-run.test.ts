import { afterAll, beforeAll, expect, test } from "vitest";
import { createDemoProvider } from "#orchestrator/providers/demo/index.ts";
import { fastClock, startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";

let stack: RunStack;
beforeAll(async () => {
  stack = await startRunStack();
});
afterAll(() => stack.stop());

test("the demo builds an app, one commit a step", async () => {
  const { project, repository } = await stack.createProject();
  const run = await stack.createRun(project, "A booking tool for a dog groomer: customers, their dogs, appointments", {
    provider: "demo",
    model: "demo-1",
  });
  const executor = stack.createExecutor(createDemoProvider({ clock: fastClock, pace: 0 }));
  await executor.execute(run.id, new AbortController().signal);

  const ended = await stack.stores.runs.get(run.id);
  expect(ended).toMatchObject({ state: "finished", error: null });
  const steps = await stack.stores.runs.listSteps(run.id);
  expect(steps.length).toBeGreaterThanOrEqual(5);
  expect(steps.every(({ state }) => state === "committed")).toBe(true);
  const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
  const commits = await stack.gitHost.commitsBetween(repository, { from: ended?.baseSha ?? null, to: head, limit: 50 });
  expect(commits.map(({ sha }) => sha)).toEqual(steps.map(({ commitSha }) => commitSha));
  expect(commits[0]?.message).toContain(`LetsCode-Run: ${run.id}\nLetsCode-Step: 1\n`);
  expect(commits[0]?.message).toContain("Co-authored-by: ");
  const plan = await stack.stores.plan.list(project.id);
  expect(plan.every(({ status }) => status === "done")).toBe(true);
  const { items } = await stack.stores.activity.list(project.id, { limit: 100 });
  expect(items.map(({ action }) => action).toReversed()).toEqual([
    "run.started",
    "run.planned",
    ...steps.map(() => "step.committed"),
    "run.finished",
  ]);
});
