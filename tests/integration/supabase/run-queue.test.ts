import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
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
  project = await createProject(stack, owner, `queue-${projects}`);
});
afterAll(() => stack.stop());

const create = async (prompt: string, branch = "main"): Promise<Run> => {
  const { run } = await stack.stores.runs.create({
    projectId: project.id,
    requestedBy: owner.id,
    kind: "prompt",
    branch,
    prompt,
    provider: "demo",
    model: "demo",
    promptName: "builder",
    promptVersion: 1,
    idempotencyKey: null,
  });
  return run;
};

/** Takes the jobs that work on the project's runs off the queue, as workers would that find nothing to claim. */
const drainJobs = async (): Promise<string[]> => {
  const { rows } = await stack.pool.query<{ run: string }>(
    `delete from graphile_worker._private_jobs where task_id in
       (select id from graphile_worker._private_tasks where identifier = 'run-prompt') and payload ->> 'runId' in
       (select id::text from public.runs where project_id = $1) returning payload ->> 'runId' as run`,
    [project.id],
  );
  return rows.map(({ run }) => run);
};

const claim = (run: Run): Promise<Run | null> => stack.stores.runs.claim(run.id);

describe("prompts that wait for their turn", () => {
  it("begin in the order they were sent in, whatever order their jobs come in", async () => {
    const [first, second, third] = [await create("one"), await create("two"), await create("three")];
    expect(await claim(third)).toBeNull();
    expect(await claim(second)).toBeNull();
    const working = await claim(first);
    await drainJobs();
    await stack.stores.runs.update(first.id, working?.attempt ?? 0, { state: "finished" });
    expect((await drainJobs()).toSorted()).toEqual([second.id, third.id].toSorted());
    expect(await claim(third)).toBeNull();
    expect(await claim(second)).toMatchObject({ id: second.id, attempt: 1 });
  });

  it("wait while the run before asks something, and go on when it has ended", async () => {
    const [asking, next] = [await create("ask"), await create("next")];
    const { attempt = 0 } = (await claim(asking)) ?? {};
    await stack.stores.runs.update(asking.id, attempt, { state: "waiting", question: { question: "?", options: [] } });
    await drainJobs();
    expect(await claim(next)).toBeNull();
    await stack.stores.runs.resume(asking.id, "this");
    expect(await claim(next)).toBeNull();
    await stack.stores.runs.requestStop(asking.id);
    expect(await drainJobs()).toContain(next.id);
    expect(await claim(next)).toMatchObject({ id: next.id });
  });

  it("do not wait for runs of another branch", async () => {
    const [here, there] = [await create("here"), await create("there", "letscode/there-1")];
    const { attempt = 0 } = (await claim(here)) ?? {};
    await stack.stores.runs.update(here.id, attempt, { state: "waiting" });
    expect(await claim(there)).toMatchObject({ id: there.id });
  });

  it("can be worded anew and taken back until somebody has begun them", async () => {
    const [first, second] = [await create("one"), await create("two")];
    expect(await stack.stores.runs.editQueued(second.id, "two, in blue")).toMatchObject({ prompt: "two, in blue" });
    expect(await stack.stores.runs.removeQueued(second.id)).toMatchObject({ state: "stopped", startedAt: null });
    expect(await claim(second)).toBeNull();
    await claim(first);
    await expect(stack.stores.runs.editQueued(first.id, "late")).rejects.toBeInstanceOf(IllegalStateError);
    await expect(stack.stores.runs.removeQueued(first.id)).rejects.toBeInstanceOf(IllegalStateError);
    expect(await stack.stores.runs.get(first.id)).toMatchObject({ prompt: "one" });
  });

  it("have begun for good once a worker had them, though they are queued again", async () => {
    const run = await create("one");
    await claim(run);
    await stack.stores.runs.requestStop(run.id);
    const { attempt = 0 } = (await stack.stores.runs.get(run.id)) ?? {};
    await stack.stores.runs.update(run.id, attempt, { state: "stopped" });
    await stack.stores.runs.resume(run.id);
    await expect(stack.stores.runs.editQueued(run.id, "other")).rejects.toBeInstanceOf(IllegalStateError);
  });
});

describe("A7: what is shown live", () => {
  it("is written by the worker that holds the run, and by no other", async () => {
    const run = await create("one");
    const { attempt = 0 } = (await claim(run)) ?? {};
    const live = { runId: run.id, messageId: "m", text: "mine", files: [] };
    await stack.stores.runs.saveLive(attempt, live);
    await claim(run);
    await stack.stores.runs.saveLive(attempt, { ...live, text: "stale" });
    expect(await stack.stores.runs.getLive(run.id)).toMatchObject({ text: "mine" });
  });
});

describe("what a run is told when it is made", () => {
  it("keeps the run it tries again, where it begins, what it falls back on and its images", async () => {
    const first = await create("one");
    const { run } = await stack.stores.runs.create({
      projectId: project.id,
      requestedBy: owner.id,
      kind: "prompt",
      branch: "letscode/one-2",
      prompt: "one",
      provider: "demo",
      model: "demo",
      promptName: "builder",
      promptVersion: 1,
      idempotencyKey: null,
      retryOf: first.id,
      retryStep: 2,
      startSha: "a".repeat(40),
      fallbackModel: "xai/grok",
      images: [first.id],
    });
    const told = {
      retryOf: first.id,
      retryStep: 2,
      startSha: "a".repeat(40),
      fallbackModel: "xai/grok",
      images: [first.id],
    };
    expect(await stack.stores.runs.get(run.id)).toMatchObject(told);
    const claimed = await claim(run);
    const moved = await stack.stores.runs.update(run.id, claimed?.attempt ?? 0, { provider: "xai", model: "grok" });
    expect(moved).toMatchObject({ provider: "xai", model: "grok", ...told });
  });
});
