import { afterAll, beforeAll, expect, test } from "vitest";
import { createMortalWorker } from "#tests/helpers/mortal-worker.ts";
import { startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";
import { createScriptedProvider, type ScriptedAnswer } from "#tests/helpers/scripted-provider.ts";

let stack: RunStack;
beforeAll(async () => {
  stack = await startRunStack();
});
afterAll(() => stack.stop());

const first = 'import { one } from "./one";';
const files = [
  { path: "src/app.ts", content: `${first}\n\nexport const app = one;\n` },
  { path: "old.md", content: "old\n" },
];

/** Two steps; the second has an edit that would fit a second time, and a call behind the commit of the same answer. */
const script: ScriptedAnswer[] = [
  {
    text: "A plan.",
    calls: [
      ["update_plan", { features: [{ feature: "One", status: "in_progress" }, { feature: "Two" }] }],
      ["write_file", { path: "src/one.ts", content: "export const one = 1;\n" }],
      ["finish_step", { title: "Add one", summary: "" }],
    ],
  },
  {
    calls: [
      ["edit_file", { path: "src/app.ts", search: first, replace: `${first}\nimport { two } from "./two";` }],
      ["write_file", { path: "src/two.ts", content: "export const two = 2;\n" }],
    ],
  },
  {
    calls: [
      ["rename_file", { from: "old.md", to: "new.md" }],
      ["edit_file", { path: "src/app.ts", search: "not there", replace: "x" }],
      ["finish_step", { title: "Add two", summary: "" }],
      ["write_file", { path: "src/three.ts", content: "export const three = 3;\n" }],
    ],
  },
  {
    calls: [
      ["delete_file", { path: "src/three.ts" }],
      ["finish", { summary: "Both." }],
    ],
  },
];

const never = new AbortController().signal;

/** Lets one worker live so long and another one finish; answers what became of the run. */
const runWithDeath = async (lifetime: number, isResumed: boolean) => {
  const { project, repository } = await stack.createProject({ files });
  const run = await stack.createRun(project, "One and two");
  const worker = createMortalWorker(stack, lifetime);
  await stack
    .createExecutor(createScriptedProvider(script), worker)
    .execute(run.id, never)
    .catch(() => undefined);
  if (worker.log.length === lifetime) {
    const left = await stack.stores.runs.get(run.id);
    // A job that is tried again goes on at once; a restarted server asks a person first.
    if (isResumed && (left?.state === "running" || left?.state === "planning")) {
      await stack.stores.runs.interrupt(run.id);
      await stack.stores.runs.resume(run.id);
    }
    await stack.createExecutor(createScriptedProvider(script)).execute(run.id, never);
  }
  const ended = await stack.stores.runs.get(run.id);
  const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
  const commits = await stack.gitHost.commitsBetween(repository, {
    from: ended?.baseSha ?? null,
    to: head,
    limit: 100,
  });
  const { treeSha } = await stack.gitHost.readCommit(repository, head);
  const steps = await stack.stores.runs.listSteps(run.id);
  return {
    log: worker.log,
    outcome: {
      state: ended?.state,
      summary: ended?.summary,
      isAtHead: ended?.headSha === head,
      subjects: commits.map(({ message }) => message.split("\n")[0]),
      treeSha,
      steps: steps.map(({ number, state, title }) => `${number} ${state} ${title}`),
      areStepsTheCommits:
        steps.flatMap(({ commitSha }) => commitSha ?? []).join() === commits.map(({ sha }) => sha).join(),
    },
  };
};

test("A8: a worker killed at any place leaves no half commit, and the run ends as if nothing had happened", async () => {
  const undisturbed = await runWithDeath(Infinity, false);
  expect(undisturbed.outcome).toMatchObject({
    state: "finished",
    summary: "Both.",
    isAtHead: true,
    subjects: ["Add one", "Add two"],
    steps: ["1 committed Add one", "2 committed Add two", "3 stopped One"],
    areStepsTheCommits: true,
  });
  const places = undisturbed.log.map((call, index) => ({ call, lifetime: index + 1 }));
  expect(places.length).toBeGreaterThan(20);
  const different: unknown[] = [];
  const work = [...places];
  const worker = async () => {
    for (let place = work.shift(); place !== undefined; place = work.shift()) {
      const { outcome } = await runWithDeath(place.lifetime, place.lifetime % 2 === 0);
      if (JSON.stringify(outcome) !== JSON.stringify(undisturbed.outcome)) different.push({ ...place, outcome });
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  expect(different).toEqual([]);
}, 600_000);
