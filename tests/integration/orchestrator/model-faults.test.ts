import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import type { ProviderEvent } from "#core/ports/provider.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { RunExecutorDependencies } from "#orchestrator/index.ts";
import { startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";
import {
  createScriptedProvider,
  type ScriptedAnswer,
  type ScriptedCall,
  writeStep,
} from "#tests/helpers/scripted-provider.ts";

let stack: RunStack;
let project: Project;
let repository: RepositoryName;
beforeAll(async () => {
  stack = await startRunStack();
  ({ project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Small\n" }] }));
});
afterAll(() => stack.stop());
let runs = 0;
beforeEach(() => {
  runs += 1;
  stack.events.length = 0;
});

const execute = async (answers: ScriptedAnswer[], overrides: Partial<RunExecutorDependencies> = {}) => {
  const created = await stack.createRun(project, "Do it", { branch: `letscode/model-${runs}` });
  const provider = createScriptedProvider(answers);
  await stack.createExecutor(provider, overrides).execute(created.id, new AbortController().signal);
  const run = await stack.stores.runs.get(created.id);
  if (run === null) throw new Error("the run is gone");
  return { run, provider };
};

const listSubjects = async (run: Run) => {
  const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
  const commits = await stack.gitHost.commitsBetween(repository, { from: run.baseSha, to: head, limit: 100 });
  return commits.map(({ message }) => message.split("\n")[0]);
};

const step = writeStep("Add a file", { "a.txt": "a\n".repeat(50) });
const signal = new AbortController().signal;

/** An answer that reaches its limit of length in the middle of a file. */
async function* long(): AsyncGenerator<ProviderEvent> {
  yield { type: "text-delta", text: "Long." };
  yield { type: "tool-call-start", callId: "l", tool: "write_file" };
  yield { type: "tool-call-delta", callId: "l", text: '{"path": "long.txt", "content": "aaaa' };
  yield {
    type: "finish",
    reason: "length",
    usage: { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, costUsd: 0 },
  };
}

const call = (...calls: ScriptedCall[]): ScriptedAnswer => ({ calls });

describe("A10: faults of the model", () => {
  const broken: ScriptedCall = ["write_file", '{"path": "a.txt", "content": "no end'];

  test("broken JSON, unknown tools and wrong arguments are given back, and mended", async () => {
    const { run, provider } = await execute([
      call(broken),
      call(["run_shell", { command: "env" }], ["write_file", { file: "a.txt" }]),
      step,
    ]);
    expect(run.state).toBe("finished");
    const results = provider.requests[2]?.messages
      .flatMap(({ parts }) => parts)
      .filter((part) => part.type === "tool-result");
    expect(results?.map(({ isError, content }) => [isError, content.slice(0, 40)])).toEqual([
      [true, "The arguments of write_file are not vali"],
      [true, 'There is no tool "run_shell". Nothing wa'],
      [true, "The arguments of write_file do not fit: "],
    ]);
    expect(await listSubjects(run)).toEqual(["Add a file"]);
  });

  test.each([
    ["broken JSON", call(broken)],
    ["an unknown tool", call(["run_shell", { command: "env" }])],
    ["a placeholder", call(["write_file", { path: "a.ts", content: "one();\n// ... rest of the code unchanged\n" }])],
    ["a path outside", call(["write_file", { path: "../a.ts", content: "x" }])],
  ])("%s three times in a row ends the run, with nothing committed", async (_, answer) => {
    const { run, provider } = await execute([answer, answer, answer, answer, answer]);
    expect(run).toMatchObject({ state: "failed", error: { code: "model_output_unusable", data: { times: 3 } } });
    expect(provider.requests).toHaveLength(3);
    expect(await listSubjects(run)).toEqual([]);
  });

  test("the same call over and over ends the run", async () => {
    const answers = Array.from({ length: 20 }, () => call(["read_file", { path: "nowhere.ts" }]));
    const { run, provider } = await execute(answers);
    expect(run).toMatchObject({ state: "failed", error: { code: "model_output_unusable" } });
    expect(run.error?.detail).toContain("Repeated read_file");
    expect(provider.requests).toHaveLength(5);
  });

  test("a loop of several calls that change nothing ends as well", async () => {
    const answers = Array.from({ length: 40 }, (_, index) => call(["read_file", { path: index % 2 ? "a" : "b" }]));
    const { run, provider } = await execute(answers);
    expect(run.state).toBe("failed");
    expect(provider.requests.length).toBeLessThan(10);
  });

  test("a refusal ends the run at once and says so", async () => {
    const { run, provider } = await execute([{ text: "I cannot help with that.", reason: "refusal" }]);
    expect(run).toMatchObject({ state: "failed", error: { code: "model_refused" } });
    expect(run.error?.detail).toContain("I cannot help with that");
    expect(provider.requests).toHaveLength(1);
  });

  test("an answer that reaches its limit is told so and goes on", async () => {
    const { run, provider } = await execute([() => long(), step]);
    expect(run.state).toBe("finished");
    expect(JSON.stringify(provider.requests[1]?.messages.at(-1))).toContain(
      "in a call of write_file, which was not done",
    );
    expect(await listSubjects(run)).toEqual(["Add a file"]);
    expect(stack.events).toContainEqual(
      expect.objectContaining({ type: "file-end", path: "long.txt", isAccepted: false }),
    );
  });

  test("words in the middle of a step are answered with what is open, and end the run when they stay", async () => {
    const words: ScriptedAnswer = { text: "All done!" };
    const write = call(["write_file", { path: "a.txt", content: "a\n" }]);
    const { run, provider } = await execute([write, words, words, words, words]);
    expect(run).toMatchObject({ state: "failed", error: { code: "model_output_unusable" } });
    expect(JSON.stringify(provider.requests[2]?.messages.at(-1))).toContain("uncommitted changes in a.txt");
    expect(await listSubjects(run)).toEqual([]);
  });

  test("words with nothing open end the run as its answer", async () => {
    const { run } = await execute([{ text: "It has three pages." }]);
    expect(run).toMatchObject({ state: "finished", summary: "It has three pages." });
  });

  test("secrets, large deletions and applied migrations stop at the gates", async () => {
    const key = ["sb", "secret", "Zk3".repeat(9)].join("_");
    const { run, provider } = await execute([
      writeStep("Add a key", { "src/key.ts": `export const key = "${key}";\n` }),
      {
        calls: [
          ["write_file", { path: "src/key.ts", content: "export const key = process.env.KEY;\n" }],
          ["finish_step", { title: "Read the key from the environment", summary: "" }],
        ],
      },
    ]);
    expect(run.state).toBe("finished");
    const told = JSON.stringify(provider.requests[1]?.messages.at(-1));
    expect(told).toContain("src/key.ts line 1 holds what looks like a secret");
    expect(told).not.toContain(key);
    expect(await listSubjects(run)).toEqual(["Read the key from the environment"]);
  });
});

test("A23: a secret that is in the repository or in the prompt never reaches the model or the conversation", async () => {
  const secrets = ["aB3", "xY7"].map((part) => ["sb", "secret", part.repeat(9)].join("_"));
  const [inFile = "", inPrompt = ""] = secrets;
  const branch = `letscode/secret-${runs}`;
  const head = (await stack.gitHost.resolve(repository, "main")) ?? "";
  await stack.gitHost.createBranch(repository, branch, head);
  const changes = ["AGENTS.md", "src/old.ts"].map((path) => ({ path, content: `key: ${inFile}\n` }));
  const request = {
    branch,
    expectedHead: head,
    changes,
    message: "Old",
    author: { name: "x", email: "x@example.com" },
  };
  await stack.gitHost.commit(repository, { ...request, onMoved: "refuse" });
  const run = await stack.createRun(project, `Use my key ${inPrompt} for this`, { branch });
  const provider = createScriptedProvider([
    call(["read_file", { path: "src/old.ts" }], ["search_files", { query: "key:" }]),
  ]);
  await stack.createExecutor(provider).execute(run.id, signal);
  expect(await stack.stores.runs.get(run.id)).toMatchObject({ state: "finished" });
  const told = JSON.stringify([
    provider.requests,
    (await stack.stores.runs.listMessages(run.id)).map(({ parts }) => parts),
  ]);
  expect(told).toContain("[secret removed: Supabase secret key]");
  expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
});

describe("limits", () => {
  test("steps and calls have limits, resumptions included", async () => {
    const { run } = await execute([step, writeStep("Add b", { "b.txt": "b\n" })], { limits: { steps: 1 } });
    expect(run).toMatchObject({ state: "failed", error: { code: "run_limit_reached", data: { limit: "steps" } } });
    expect(await listSubjects(run)).toEqual(["Add a file"]);
    const calls = await execute([call(["list_files", {}]), call(["list_files", { path: "x" }])], {
      limits: { modelCalls: 2 },
    });
    expect(calls.run).toMatchObject({ state: "failed", error: { data: { limit: "modelCalls" } } });
    await stack.stores.runs.resume(calls.run.id);
    await stack.createExecutor(calls.provider, { limits: { modelCalls: 2 } }).execute(calls.run.id, signal);
    expect(calls.provider.requests).toHaveLength(2);
  });
});
