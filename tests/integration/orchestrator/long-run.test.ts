import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckReport } from "#core/ports/check-runner.ts";
import { parseMessage } from "#git-service/index.ts";
import { human, startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";
import { createScriptedProvider, type ScriptedAnswer } from "#tests/helpers/scripted-provider.ts";

let stack: RunStack;
beforeAll(async () => {
  stack = await startRunStack();
});
afterAll(() => stack.stop());

const never = new AbortController().signal;
const sourceOf = (number: number) => `export const value${number} = ${number};\n`;
const features = Array.from({ length: 12 }, (_, index) => ({ feature: `Feature ${index + 1}`, priority: index + 1 }));

/** The plan with the step's feature under way, and the step itself. */
const step = (number: number, more: object = {}): ScriptedAnswer => ({
  text: `Step ${number}.`,
  calls: [
    [
      "update_plan",
      {
        features: features.map((feature, index) => ({
          ...feature,
          status: index + 1 < number ? "done" : index + 1 === number ? "in_progress" : "planned",
        })),
      },
    ],
    ["write_file", { path: `app/step-${number}.ts`, content: sourceOf(number) }],
    ["write_file", { path: `app/test-${number}.ts`, content: `// tests of ${number}\n${"expect(1);\n".repeat(20)}` }],
    [
      "edit_file",
      {
        path: "src/module-1.ts",
        search: `value1 = ${number === 1 ? "1" : `${number - 1}00`};`,
        replace: `value1 = ${number}00;`,
      },
    ],
    ["finish_step", { title: `Add step ${number}`, summary: `What step ${number} is for.` }],
  ],
  ...more,
});

test("a run of twelve steps over a thousand files, with all that can come in between", async () => {
  const files = Array.from({ length: 1_000 }, (_, index) => ({
    path: `src/module-${index + 1}.ts`,
    content: sourceOf(index + 1),
  }));
  const { project, repository } = await stack.createProject({ files });
  const run = await stack.createRun(project, "Twelve steps", { branch: "letscode/twelve-1" });
  let isBroken = true;
  const checks = {
    run: async (): Promise<CheckReport> => ({
      outcomes: { typecheck: isBroken ? "failed" : "passed" },
      output: isBroken ? "src/module-1.ts: error TS2322" : "",
    }),
  };
  const answers: ScriptedAnswer[] = [
    // Looks around, then several files at once in turns.
    {
      calls: [
        ["search_files", { query: "value777" }],
        ["list_files", {}],
        ["read_file", { path: "src/module-1.ts" }],
      ],
    },
    step(1, { isInterleaved: true, chunk: 5 }),
    // The first check fails and is repaired.
    () => {
      isBroken = false;
      return {
        calls: [
          ["edit_file", { path: "app/step-1.ts", search: "value1 = 1", replace: "value1 = 1 + 0" }],
          ["finish_step", { title: "Add step 1", summary: "What step 1 is for." }],
        ],
      };
    },
    step(2),
    step(3),
    // A question, with work uncommitted.
    {
      calls: [
        ["write_file", { path: "app/choice.ts", content: "export const choice = null;\n" }],
        ["ask_user", { question: "Which one?", options: ["this", "that"] }],
      ],
    },
    {
      calls: [
        ["edit_file", { path: "app/choice.ts", search: "null", replace: "'that'" }],
        ["finish_step", { title: "Add the choice", summary: "" }],
      ],
    },
    step(4),
    step(5),
    // Stopped in the middle of this one.
    ({ tries }) => step(6, { pace: tries === 1 ? 30 : 0, chunk: 4 }) as object,
    // Somebody pushes while the run is at work.
    async () => {
      await stack.gitHost.commit(repository, {
        branch: run.branch,
        expectedHead: await stack.gitHost.resolve(repository, run.branch),
        changes: [{ path: "src/module-2.ts", content: "export const value2 = 'by hand';\n" }],
        message: "Edit by hand",
        author: human,
        onMoved: "refuse",
      });
      return step(7) as object;
    },
    ...[8, 9, 10, 11].map((number) => step(number)),
    {
      calls: [
        ["update_plan", { features: features.map((feature) => ({ ...feature, status: "done" })) }],
        ["finish", { summary: "All done." }],
      ],
    },
  ];
  const provider = createScriptedProvider(answers);
  const work = () => stack.createExecutor(provider, { checks }).execute(run.id, never);

  await work();
  expect(await stack.stores.runs.get(run.id)).toMatchObject({ state: "waiting", question: { question: "Which one?" } });
  await stack.stores.runs.resume(run.id, "that");
  const working = work();
  const isInStep6 = (): boolean =>
    stack.events.some((event) => event.type === "file-delta" && event.path === "app/test-6.ts");
  await expect.poll(isInStep6, { timeout: 120_000, interval: 20 }).toBe(true);
  // A reload in mid-stream sees the file as far as the events had told.
  await expect
    .poll(
      async () =>
        (await stack.stores.runs.getLive(run.id))?.files.some(
          ({ path, content }) => path === "app/test-6.ts" && content !== "",
        ),
      { timeout: 60_000, interval: 20 },
    )
    .toBe(true);
  await stack.stores.runs.requestStop(run.id);
  await working;
  expect(await stack.stores.runs.get(run.id)).toMatchObject({ state: "stopped" });
  await stack.stores.runs.resume(run.id);
  await work();

  const ended = await stack.stores.runs.get(run.id);
  expect(ended).toMatchObject({ state: "finished", summary: "All done.", error: null });
  const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
  const commits = await stack.gitHost.commitsBetween(repository, {
    from: ended?.baseSha ?? null,
    to: head,
    limit: 100,
  });
  const history = commits.map(({ message }) => parseMessage(message));
  expect(
    history.map(({ subject, trailers }) => [
      subject,
      trailers["LetsCode-Step"],
      trailers["LetsCode-Plan"],
      trailers["LetsCode-Checks"],
    ]),
  ).toEqual([
    ["Add step 1", "1", "Feature 1", "typecheck=passed"],
    ["Add step 2", "2", "Feature 2", "typecheck=passed"],
    ["Add step 3", "3", "Feature 3", "typecheck=passed"],
    ["Add the choice", "4", "Feature 3", "typecheck=passed"],
    ["Add step 4", "5", "Feature 4", "typecheck=passed"],
    ["Add step 5", "6", "Feature 5", "typecheck=passed"],
    ["Add step 6", "7", "Feature 6", "typecheck=passed"],
    ["Edit by hand", undefined, undefined, undefined],
    ["Add step 7", "8", "Feature 7", "typecheck=passed"],
    ["Add step 8", "9", "Feature 8", "typecheck=passed"],
    ["Add step 9", "10", "Feature 9", "typecheck=passed"],
    ["Add step 10", "11", "Feature 10", "typecheck=passed"],
    ["Add step 11", "12", "Feature 11", "typecheck=passed"],
  ]);
  const own = history.filter(({ trailers }) => trailers["LetsCode-Run"] !== undefined);
  expect(
    own.every(
      ({ trailers, coAuthors }) => trailers["LetsCode-Run"] === run.id && coAuthors[0]?.email === stack.owner.email,
    ),
  ).toBe(true);
  // What the steps cost, added up, is what the run cost up to its last commit.
  const cost = own.reduce(
    (sum, { trailers }) => sum + Number(/usd=([\d.]+)/.exec(trailers["LetsCode-Cost"] ?? "")?.[1]),
    0,
  );
  expect(cost).toBeCloseTo((ended?.usage.costUsd ?? 0) - 0.01, 4);
  const steps = await stack.stores.runs.listSteps(run.id);
  expect(steps.filter(({ state }) => state === "committed").map(({ commitSha }) => commitSha)).toEqual(
    commits.filter((_, index) => history[index]?.trailers["LetsCode-Run"] !== undefined).map(({ sha }) => sha),
  );
  const read = async (path: string) => (await stack.gitHost.readFile(repository, head, path)).content;
  expect(await read("src/module-1.ts")).toBe("export const value1 = 1100;\n");
  expect(await read("src/module-2.ts")).toContain("by hand");
  expect(await read("app/choice.ts")).toBe("export const choice = 'that';\n");
  expect((await stack.gitHost.listTree(repository, head)).items.filter(({ type }) => type === "file")).toHaveLength(
    1_000 + 11 * 2 + 1,
  );
  expect((await stack.stores.plan.list(project.id)).every(({ status }) => status === "done")).toBe(true);
}, 600_000);
