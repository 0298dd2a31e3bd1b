import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import type { ProviderEvent } from "#core/ports/provider.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { ProviderError, type ProviderErrorCode } from "#orchestrator/providers/provider-error.ts";
import type { RunExecutorDependencies } from "#orchestrator/index.ts";
import { fastClock, startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";
import {
  createScriptedProvider,
  type ScriptedAnswer,
  type ScriptedCall,
  streamTurn,
  type TurnInput,
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
  const created = await stack.createRun(project, "Do it", { branch: `letscode/fault-${runs}` });
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

async function* cutAfter(count: number, fault: ProviderError | null): AsyncGenerator<ProviderEvent> {
  let sent = 0;
  for await (const event of streamTurn(step, { idPrefix: "cut", signal })) {
    if (sent === count) {
      if (fault !== null) throw fault;
      return;
    }
    sent += 1;
    yield event;
  }
}

async function* stallAfter(count: number): AsyncGenerator<ProviderEvent> {
  yield* cutAfter(count, null);
  await new Promise(() => undefined);
}

async function* send(...events: ProviderEvent[]): AsyncGenerator<ProviderEvent> {
  yield* events;
}

const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, costUsd: 0 };
const failing = (code: ProviderErrorCode, more: object = {}) =>
  new ProviderError({ code, provider: "scripted", ...more });

/** Each fault, as the stream of an answer that suffers it. */
const faults: [name: string, code: ProviderErrorCode, events: () => AsyncIterable<ProviderEvent>][] = [
  [
    "429 with retry-after",
    "provider_rate_limited",
    () => cutAfter(0, failing("provider_rate_limited", { httpStatus: 429, retryAfterMilliseconds: 2_000 })),
  ],
  ["500", "provider_failed", () => cutAfter(0, failing("provider_failed", { httpStatus: 500 }))],
  ["529", "provider_overloaded", () => cutAfter(0, failing("provider_overloaded", { httpStatus: 529 }))],
  ["a cut in the middle of a file", "provider_stream_cut", () => cutAfter(12, null)],
  ["a cut before the end of the stream", "provider_stream_cut", () => cutAfter(9, null)],
  ["a reset connection", "provider_unreachable", () => cutAfter(7, failing("provider_unreachable"))],
  ["a stall", "provider_timed_out", () => stallAfter(8)],
  ["an empty stream", "provider_stream_cut", () => send()],
  ["an empty answer", "provider_stream_malformed", () => send({ type: "finish", reason: "stop", usage })],
  ["a delta for nothing", "provider_stream_malformed", () => send({ type: "tool-call-delta", callId: "x", text: "{" })],
  [
    "a call left open",
    "provider_stream_malformed",
    () =>
      send(
        { type: "tool-call-start", callId: "x", tool: "write_file" },
        { type: "finish", reason: "tool-calls", usage },
      ),
  ],
];

const limits = { stallMilliseconds: 300 };

describe("A9: faults of the provider", () => {
  test.each(faults)("%s is tried again, and the step is committed once", async (_, code, events) => {
    const slept: number[] = [];
    const clock = {
      ...fastClock,
      sleep: (milliseconds: number, abort?: AbortSignal) => (
        slept.push(milliseconds),
        fastClock.sleep(milliseconds, abort)
      ),
    };
    const { run, provider } = await execute(
      [({ tries }: TurnInput) => (tries < 3 ? events() : Promise.resolve(step))],
      {
        limits,
        clock,
      },
    );
    expect(run).toMatchObject({ state: "finished", error: null });
    expect(provider.requests).toHaveLength(4);
    expect(await listSubjects(run)).toEqual(["Add a file"]);
    const { items } = await stack.stores.activity.list(project.id, { limit: 10 });
    const retries = items.filter(({ action, runId }) => action === "run.retried" && runId === run.id);
    expect(retries.map(({ details }) => [details["code"], details["tries"]])).toEqual([
      [code, 2],
      [code, 1],
    ]);
    const waits = retries.map(({ details }) => Number(details["waitMilliseconds"]));
    expect(waits.every((wait) => slept.includes(wait))).toBe(true);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(code === "provider_rate_limited" ? 2_000 : 750);
    expect(stack.events.filter((event) => event.type === "file-end" && event.isAccepted)).toHaveLength(1);
  });

  test.each(faults)(
    "%s that stays ends the run after three tries, with code, cause and what to do",
    async (_, code, events) => {
      const { run, provider } = await execute([() => events()], { limits });
      expect(run).toMatchObject({ state: "failed", error: { code } });
      expect(run.error?.detail).toContain("scripted");
      expect(run.error?.fix.length).toBeGreaterThan(20);
      expect(provider.requests).toHaveLength(3);
      expect(await listSubjects(run)).toEqual([]);
    },
  );

  test("what trying again cannot help is not tried again", async () => {
    const { run, provider } = await execute([() => cutAfter(0, failing("provider_unauthorized", { httpStatus: 401 }))]);
    expect(run).toMatchObject({ state: "failed", error: { code: "provider_unauthorized" } });
    expect(provider.requests).toHaveLength(1);
  });

  test("a provider that wants minutes is not waited for", async () => {
    const late = failing("provider_rate_limited", { retryAfterMilliseconds: 600_000 });
    const { run, provider } = await execute([() => cutAfter(0, late)]);
    expect(run).toMatchObject({
      state: "failed",
      error: { code: "provider_rate_limited", data: { retryAfterMilliseconds: 600_000 } },
    });
    expect(provider.requests).toHaveLength(1);
  });

  test("an answer that was cut has no effect, whatever it had called by then", async () => {
    const half: ScriptedCall[] = [
      ["write_file", { path: "half.txt", content: "half\n" }],
      ["finish_step", { title: "Half", summary: "" }],
    ];
    async function* cut(): AsyncGenerator<ProviderEvent> {
      for await (const event of streamTurn({ calls: half }, { idPrefix: "half", signal }))
        if (event.type !== "finish") yield event;
    }
    const { run } = await execute([({ tries }) => (tries === 1 ? cut() : Promise.resolve(step))]);
    expect(run.state).toBe("finished");
    expect(await listSubjects(run)).toEqual(["Add a file"]);
    await expect(stack.gitHost.readFile(repository, run.branch, "half.txt")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("an unknown provider fails the run and says what there is", async () => {
    const { run } = await execute([], {
      providers: {
        get: () => {
          throw failing("provider_model_unknown");
        },
      },
    });
    expect(run).toMatchObject({ state: "failed", error: { code: "provider_model_unknown" } });
  });
});
