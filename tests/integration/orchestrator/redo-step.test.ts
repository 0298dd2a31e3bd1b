import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MergeConflictError } from "#core/errors/merge-conflict-error.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { Run } from "#core/contracts/run.ts";
import { createDemoProvider } from "#orchestrator/providers/demo/index.ts";
import { createScriptedProvider, type ScriptedAnswer, writeStep } from "#tests/helpers/scripted-provider.ts";
import { fastClock, human, startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";

let stack: RunStack;
beforeAll(async () => {
  stack = await startRunStack();
});
afterAll(() => stack.stop());

const never = new AbortController().signal;
const finish: ScriptedAnswer = { calls: [["finish", { summary: "Done." }]] };

/** Content by path; a migration gets a number of its own each time it is written. */
const readFiles = async (repository: RepositoryName, branch: string): Promise<Record<string, string>> => {
  const { items } = await stack.gitHost.listTree(repository, branch);
  const files = items.filter(({ type }) => type === "file");
  return Object.fromEntries(files.map(({ path, sha }) => [path.replace(/\d{14}/, "<number>"), sha]));
};

/**
 * What the service does before it starts the run: the step's commit is taken back by a new one. False where later commits
 * changed the same lines.
 */
const takeBack = async (repository: RepositoryName, run: Run, number: number): Promise<boolean> => {
  const step = (await stack.stores.runs.listSteps(run.id)).find((one) => one.number === number);
  const request = { branch: run.branch, commit: step?.commitSha ?? "", message: "Take it back", author: human };
  try {
    await stack.gitHost.revert(repository, request);
    return true;
  } catch (thrown) {
    if (thrown instanceof MergeConflictError) return false;
    throw thrown;
  }
};

describe("a run that does one step of another anew on its branch", () => {
  test("is told that step and no more, keeps the others, and commits it as a step of its own", async () => {
    const { project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Small\n" }] });
    const first = await stack.createRun(project, "Three files");
    const answers = ["a", "b", "c"].map((name) => writeStep(`Add ${name}`, { [`${name}.txt`]: `${name}\n` }));
    await stack.createExecutor(createScriptedProvider([...answers, finish])).execute(first.id, never);
    await takeBack(repository, first, 2);
    const again = await stack.createRun(project, "Three files", { retryOf: first.id, retryStep: 2 });
    const provider = createScriptedProvider([writeStep("Add b better", { "b.txt": "better\n" }), finish]);
    await stack.createExecutor(provider).execute(again.id, never);
    expect(await stack.stores.runs.get(again.id)).toMatchObject({ state: "finished", branch: first.branch });
    const told = JSON.stringify(provider.requests[0]?.messages);
    expect(told).toContain("keep them as they are:\\n1. Add a");
    expect(told).toContain("\\n3. Add c");
    expect(told).toContain("nothing else of the request; call finish when it is committed:\\n2. Add b");
    const file = await stack.gitHost.readFile(repository, first.branch, "b.txt");
    expect(file).toMatchObject({ content: "better\n" });
    const { items } = await stack.gitHost.listCommits(repository, { ref: first.branch, limit: 10 });
    expect(items.map(({ message }) => message.split("\n")[0])).toEqual([
      "Add b better",
      "Take it back",
      "Add c",
      "Add b",
      "Add a",
      "Start",
    ]);
    expect(items[0]?.message).toContain(`LetsCode-Run: ${again.id}\nLetsCode-Step: 1\n`);
  });

  test("works with the demo: each step that can be taken back is done anew, and the app is whole again", async () => {
    const { project, repository } = await stack.createProject();
    const demo = { provider: "demo", model: "demo-1" };
    const prompt = "A booking tool for a dog groomer: customers, their dogs, appointments";
    const executor = stack.createExecutor(createDemoProvider({ clock: fastClock, pace: 0 }));
    const first = await stack.createRun(project, prompt, demo);
    await executor.execute(first.id, never);
    const whole = await readFiles(repository, first.branch);
    const redone: string[] = [];
    for (const { number, title } of await stack.stores.runs.listSteps(first.id)) {
      if (!(await takeBack(repository, first, number))) continue;
      redone.push(title);
      expect(await readFiles(repository, first.branch)).not.toEqual(whole);
      const again = await stack.createRun(project, prompt, { ...demo, retryOf: first.id, retryStep: number });
      await executor.execute(again.id, never);
      expect(await stack.stores.runs.get(again.id)).toMatchObject({ state: "finished", error: null });
      const steps = await stack.stores.runs.listSteps(again.id);
      expect(steps.map((step) => step.title)).toEqual([title]);
      expect(await readFiles(repository, first.branch)).toEqual(whole);
    }
    // The pages of customers and dogs were changed again by the steps after theirs.
    expect(redone).toEqual([
      "Describe the data and name the app",
      "Add appointments",
      "Add the dashboard",
      "Polish the look and write the README",
    ]);
  });

  test("works with the demo's changes to an app: only the one that was taken back", async () => {
    const { project, repository } = await stack.createProject();
    const demo = { provider: "demo", model: "demo-1" };
    const executor = stack.createExecutor(createDemoProvider({ clock: fastClock, pace: 0 }));
    const build = await stack.createRun(project, "A library: books and members", demo);
    await executor.execute(build.id, never);
    const prompt = "call the app Shelf and make it green";
    const first = await stack.createRun(project, prompt, demo);
    await executor.execute(first.id, never);
    const whole = await readFiles(repository, first.branch);
    await takeBack(repository, first, 2);
    const again = await stack.createRun(project, prompt, { ...demo, retryOf: first.id, retryStep: 2 });
    await executor.execute(again.id, never);
    const steps = await stack.stores.runs.listSteps(again.id);
    expect(steps.map(({ title }) => title)).toEqual(["Make the app green"]);
    expect(await readFiles(repository, first.branch)).toEqual(whole);
  });
});
