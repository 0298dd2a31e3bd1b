import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import type { CheckReport } from "#core/ports/check-runner.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { parseMessage } from "#git-service/index.ts";
import { human, startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";
import { createScriptedProvider, type ScriptedAnswer, writeStep } from "#tests/helpers/scripted-provider.ts";

let stack: RunStack;
let project: Project;
let repository: RepositoryName;
beforeAll(async () => {
  stack = await startRunStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  ({ project, repository } = await stack.createProject({
    files: [
      { path: "README.md", content: "# Small\n" },
      { path: "src/app.ts", content: "export const app = 1;\n" },
    ],
  }));
  stack.events.length = 0;
});

const never = new AbortController().signal;

const execute = async (run: Run, answers: ScriptedAnswer[], overrides = {}) => {
  const provider = createScriptedProvider(answers);
  await stack.createExecutor(provider, overrides).execute(run.id, never);
  const ended = await stack.stores.runs.get(run.id);
  if (ended === null) throw new Error("the run is gone");
  return { provider, run: ended };
};

const listHistory = async (run: Run) => {
  const head = await stack.gitHost.resolve(repository, run.branch);
  if (head === null) return [];
  const commits = await stack.gitHost.commitsBetween(repository, { from: run.baseSha, to: head, limit: 500 });
  return commits.map((commit) => ({ ...commit, ...parseMessage(commit.message) }));
};

const read = async (run: Run, path: string) => (await stack.gitHost.readFile(repository, run.branch, path)).content;
const listActions = async () =>
  (await stack.stores.activity.list(project.id, { limit: 100 })).items.map(({ action }) => action).toReversed();

describe("a run", () => {
  test("plans, writes, commits with trailers, and finishes", async () => {
    const { run } = await execute(await stack.createRun(project, "Add a page"), [
      {
        text: "I understood: a page.",
        calls: [
          ["update_plan", { features: [{ feature: "Page", status: "in_progress", notes: "one page", priority: 1 }] }],
        ],
      },
      writeStep("Add the page", { "src/page.ts": "export const page = 2;\n" }),
      {
        calls: [
          ["update_plan", { features: [{ feature: "Page", status: "done" }] }],
          ["finish", { summary: "There is a page." }],
        ],
      },
    ]);
    expect(run).toMatchObject({
      state: "finished",
      summary: "There is a page.",
      intent: "I understood: a page.",
      error: null,
    });
    expect(run.usage).toEqual({ inputTokens: 3000, cachedInputTokens: 0, outputTokens: 300, costUsd: 0.03 });
    const [commit, ...others] = await listHistory(run);
    expect(others).toEqual([]);
    expect(commit).toMatchObject({
      subject: "Add the page",
      body: "Add the page, as asked.",
      author: { email: "ai@letscode.dev" },
      coAuthors: [{ email: stack.owner.email }],
      trailers: {
        "LetsCode-Run": run.id,
        "LetsCode-Step": "1",
        "LetsCode-Plan": "Page",
        "LetsCode-Model": "scripted/scripted-1",
        "LetsCode-Prompt": "builder@1",
        "LetsCode-Cost": "in=2000 out=200 usd=0.020000",
        "LetsCode-Checks": "project=skipped",
      },
    });
    expect(await listActions()).toEqual(["run.started", "run.planned", "step.committed", "run.finished"]);
    expect(run.headSha).toBe(commit?.sha);
  });

  test("shows text and files while they are produced, several files at once", async () => {
    const files = { "a.txt": "Ä “quoted” 🎉\n".repeat(40), "b.txt": "line\tb\\n\n".repeat(40) };
    await execute(await stack.createRun(project, "Two files"), [
      { ...writeStep("Add two files", files), isInterleaved: true, chunk: 3 },
    ]);
    const deltas = stack.events.filter((event) => event.type === "file-delta");
    const order = deltas.map(({ path }) => path).join("");
    expect(order).toContain("a.txtb.txta.txtb.txt");
    for (const [path, content] of Object.entries(files)) {
      const own = deltas.filter((event) => event.path === path);
      expect(own.map(({ text }) => text).join("")).toBe(content);
      let offset = 0;
      for (const event of own) {
        expect(event.offset).toBe(offset);
        offset += event.text.length;
      }
      expect(own.length).toBeGreaterThan(20);
    }
    expect(stack.events.filter(({ type }) => type === "file-end")).toEqual([
      expect.objectContaining({ path: "a.txt", isAccepted: true }),
      expect.objectContaining({ path: "b.txt", isAccepted: true }),
    ]);
    expect(stack.events.filter((event) => event.type === "tool-end").map(({ title }) => title)).toEqual([
      "Wrote a.txt",
      "Wrote b.txt",
      "Committed: Add two files",
      "Finished",
    ]);
  });

  test("gives a failing check back, and commits what passes", async () => {
    const reports: CheckReport[] = [
      { outcomes: { typecheck: "failed" }, output: "src/app.ts(1,1): error TS1: broken" },
      { outcomes: { typecheck: "passed" }, output: "" },
    ];
    let checks = 0;
    const { run, provider } = await execute(
      await stack.createRun(project, "Break and mend"),
      [
        writeStep("Change the app", { "src/app.ts": "export const app = ;\n" }),
        {
          calls: [
            ["edit_file", { path: "src/app.ts", search: "app = ;", replace: "app = 2;" }],
            ["finish_step", { title: "Change the app", summary: "" }],
          ],
        },
      ],
      { checks: { run: async () => reports[checks++] } },
    );
    expect(run.state).toBe("finished");
    expect(checks).toBe(2);
    expect(JSON.stringify(provider.requests[1]?.messages)).toContain("error TS1: broken");
    const history = await listHistory(run);
    expect(history).toHaveLength(1);
    expect(history[0]?.trailers["LetsCode-Checks"]).toBe("typecheck=passed");
    expect(await read(run, "src/app.ts")).toBe("export const app = 2;\n");
  });

  test("A10: stops after two repairs of a failing step, and commits nothing", async () => {
    const { run, provider } = await execute(
      await stack.createRun(project, "Break"),
      [1, 2, 3, 4].map((number) => writeStep("Break", { "src/app.ts": `export const app = ${number} +;\n` })),
      { checks: { run: async (): Promise<CheckReport> => ({ outcomes: { build: "failed" }, output: "no" }) } },
    );
    expect(run).toMatchObject({ state: "failed", error: { code: "model_output_unusable" } });
    expect(run.error?.detail).toContain("3 tries");
    expect(provider.requests).toHaveLength(3);
    expect(await listHistory(run)).toEqual([]);
    expect(await stack.stores.runs.listSteps(run.id)).toMatchObject([{ state: "failed", number: 1 }]);
  });

  test("asks a question, waits, and goes on with the answer and the uncommitted work", async () => {
    const created = await stack.createRun(project, "Colours");
    const answers: ScriptedAnswer[] = [
      {
        calls: [
          ["write_file", { path: "src/colour.ts", content: "export const colour = 'red';\n" }],
          ["ask_user", { question: "Which colour?", options: ["red", "blue"] }],
          ["finish_step", { title: "Never", summary: "" }],
        ],
      },
      {
        calls: [
          ["edit_file", { path: "src/colour.ts", search: "'red'", replace: "'blue'" }],
          ["finish_step", { title: "Add the colour", summary: "" }],
        ],
      },
    ];
    const waiting = await execute(created, answers);
    expect(waiting.run).toMatchObject({
      state: "waiting",
      question: { question: "Which colour?", options: ["red", "blue"] },
    });
    expect(await listHistory(waiting.run)).toEqual([]);
    await stack.stores.runs.resume(created.id, "blue, always blue");
    const { run, provider } = await execute(created, answers);
    expect(run.state).toBe("finished");
    expect(await read(run, "src/colour.ts")).toBe("export const colour = 'blue';\n");
    expect(provider.requests[0]?.messages.at(-1)).toMatchObject({
      role: "user",
      parts: [{ text: "blue, always blue" }],
    });
    expect(await listActions()).toContain("run.waiting");
  });

  test("stops within a second in mid-stream, keeps the work, and resumes", async () => {
    const created = await stack.createRun(project, "Long");
    const answers: ScriptedAnswer[] = [
      writeStep("Add the first", { "first.txt": "1\n" }),
      { calls: [["write_file", { path: "kept.txt", content: "kept\n" }]] },
      ({ tries }) => ({
        ...writeStep("Add the second", { "second.txt": "2\n".repeat(200) }),
        pace: tries === 1 ? 40 : 0,
        chunk: 8,
      }),
    ];
    const provider = createScriptedProvider(answers);
    const running = stack.createExecutor(provider).execute(created.id, never);
    const isWriting = (): boolean =>
      stack.events.some((event) => event.type === "file-delta" && event.path === "second.txt");
    await expect.poll(isWriting, { timeout: 20_000 }).toBe(true);
    const asked = Date.now();
    await stack.stores.runs.requestStop(created.id);
    await running;
    expect(Date.now() - asked).toBeLessThan(2_000);
    const stopped = await stack.stores.runs.get(created.id);
    expect(stopped).toMatchObject({ state: "stopped" });
    expect(await stack.stores.runs.listSteps(created.id)).toMatchObject([{ state: "committed" }, { state: "stopped" }]);

    await stack.stores.runs.resume(created.id);
    await stack.createExecutor(provider).execute(created.id, never);
    const run = await stack.stores.runs.get(created.id);
    if (run === null) throw new Error("gone");
    expect(run.state).toBe("finished");
    expect((await listHistory(run)).map(({ subject }) => subject)).toEqual(["Add the first", "Add the second"]);
    expect(await read(run, "kept.txt")).toBe("kept\n");
  });

  test("A11: a person's push during a step is kept, and the model is told", async () => {
    const created = await stack.createRun(project, "Race");
    const push = async (path: string, content: string) => {
      const expectedHead = await stack.gitHost.resolve(repository, created.branch);
      await stack.gitHost.commit(repository, {
        branch: created.branch,
        expectedHead,
        changes: [{ path, content }],
        message: "By hand",
        author: human,
        onMoved: "refuse",
      });
    };
    const { run, provider } = await execute(created, [
      { calls: [["write_file", { path: "src/ai.ts", content: "export const ai = 1;\n" }]] },
      async () => {
        await push("README.md", "# By hand\n");
        return { calls: [["finish_step", { title: "Add ai", summary: "" }]] };
      },
      { calls: [["read_file", { path: "README.md" }]] },
    ]);
    expect(run.state).toBe("finished");
    expect((await listHistory(run)).map(({ subject }) => subject)).toEqual(["By hand", "Add ai"]);
    expect(await read(run, "README.md")).toBe("# By hand\n");
    expect(JSON.stringify(provider.requests[2]?.messages.at(-1))).toContain("They changed README.md");
    expect(JSON.stringify(provider.requests[3]?.messages.at(-1))).toContain("# By hand");
  });

  test("A11: a conflict stops the run, names the files, and a resumption starts from what was pushed", async () => {
    const created = await stack.createRun(project, "Conflict");
    const answers: ScriptedAnswer[] = [
      {
        calls: [
          ["write_file", { path: "src/app.ts", content: "export const app = 'ai';\n" }],
          ["write_file", { path: "src/other.ts", content: "export const other = 1;\n" }],
        ],
      },
      async ({ tries }) => {
        if (tries === 1) {
          await stack.gitHost.commit(repository, {
            branch: created.branch,
            expectedHead: await stack.gitHost.resolve(repository, created.branch),
            changes: [{ path: "src/app.ts", content: "export const app = 'human';\n" }],
            message: "By hand",
            author: human,
            onMoved: "refuse",
          });
        }
        return { calls: [["finish_step", { title: "Change the app", summary: "" }]] };
      },
      { calls: [["finish_step", { title: "Add the other", summary: "" }]] },
    ];
    const first = await execute(created, answers);
    expect(first.run).toMatchObject({
      state: "failed",
      error: { code: "merge_conflict", data: { paths: ["src/app.ts"] } },
    });
    expect(await read(first.run, "src/app.ts")).toContain("human");

    await stack.stores.runs.resume(created.id);
    const { run, provider } = await execute(created, answers);
    expect(run.state).toBe("finished");
    expect(JSON.stringify(provider.requests[0]?.messages.at(-1))).toContain("changes to src/app.ts were given up");
    expect(await read(run, "src/app.ts")).toContain("human");
    expect(await read(run, "src/other.ts")).toContain("other");
  });
});
