import { afterAll, beforeAll, expect, test } from "vitest";
import { LetscodeError } from "#core/errors/letscode-error.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { GitHost } from "#core/ports/git-host.ts";
import { parseMessage } from "#git-service/index.ts";
import { fastClock, human, startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";
import { createScriptedProvider, type ScriptedAnswer, writeStep } from "#tests/helpers/scripted-provider.ts";

let stack: RunStack;
beforeAll(async () => {
  stack = await startRunStack();
});
afterAll(() => stack.stop());

const never = new AbortController().signal;

test("A11: 200 pushes of people race with a run's commits, and none is lost", async () => {
  const steps = 20;
  const pushesPerStep = 10;
  const { project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Race\n" }] });
  const run = await stack.createRun(project, "Race", { branch: "letscode/race-1" });
  const pushed: string[] = [];
  const pushing: Promise<void>[] = [];
  /** As a person's git would: on the head they have, again when it has moved. */
  const push = async (number: number): Promise<void> => {
    for (;;) {
      const expectedHead = await stack.gitHost.resolve(repository, run.branch);
      const changes = [{ path: `people/${number}.txt`, content: `${number}\n` }];
      const request = { branch: run.branch, expectedHead, changes, message: `By hand ${number}`, author: human };
      try {
        pushed.push((await stack.gitHost.commit(repository, { ...request, onMoved: "refuse" })).sha);
        return;
      } catch (error) {
        if (!(error instanceof LetscodeError) || error.code !== "stale_head") throw error;
      }
    }
  };
  const answers: ScriptedAnswer[] = Array.from({ length: steps }, (_, step) => () => {
    for (let index = 0; index < pushesPerStep; index += 1) pushing.push(push(step * pushesPerStep + index));
    return writeStep(`Add ${step}`, { [`ai/${step}.txt`]: `${step}\n` });
  });
  await stack.createExecutor(createScriptedProvider(answers)).execute(run.id, never);
  await Promise.all(pushing);

  const ended = await stack.stores.runs.get(run.id);
  expect(ended).toMatchObject({ state: "finished", error: null });
  const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
  const commits = await stack.gitHost.commitsBetween(repository, {
    from: ended?.baseSha ?? null,
    to: head,
    limit: 1_000,
  });
  expect(commits).toHaveLength(steps + steps * pushesPerStep);
  const shas = new Set(commits.map(({ sha }) => sha));
  expect(pushed.filter((sha) => !shas.has(sha))).toEqual([]);
  const own = commits
    .map(({ message }) => parseMessage(message).trailers["LetsCode-Step"])
    .filter((step) => step !== undefined);
  expect(own).toEqual(Array.from({ length: steps }, (_, step) => String(step + 1)));
  const { items } = await stack.gitHost.listTree(repository, head);
  const files = items.filter(({ type }) => type === "file").map(({ path }) => path);
  expect(files.filter((path) => path.startsWith("people/"))).toHaveLength(steps * pushesPerStep);
  expect(files.filter((path) => path.startsWith("ai/"))).toHaveLength(steps);
}, 600_000);

test.each([
  ["about to commit", 1],
  ["about to replay its step on a head that a person moved", 2],
])(
  "A7: a worker frozen when it is %s writes nothing after another one took its run",
  async (_, place) => {
    const { project, repository } = await stack.createProject({
      files: [{ path: "README.md", content: "# Frozen\n" }],
    });
    const run = await stack.createRun(project, "Freeze", { branch: `letscode/freeze-${place}` });
    const answers: ScriptedAnswer[] = [writeStep("Add a", { "a.txt": "a\n" }), writeStep("Add b", { "b.txt": "b\n" })];
    const frozen = Promise.withResolvers<void>();
    const thaw = Promise.withResolvers<void>();
    const pushByHand = async (): Promise<void> => {
      const expectedHead = await stack.gitHost.resolve(repository, run.branch);
      const changes = [{ path: "hand.txt", content: "by hand\n" }];
      const request = { branch: run.branch, expectedHead, changes, message: "By hand", author: human };
      await stack.gitHost.commit(repository, { ...request, onMoved: "refuse" });
    };
    let commits = 0;
    /** Freezes at the worst place: everything is checked, and nothing is asked of the database before the commit. */
    const gitHost: GitHost = {
      ...(stack.gitHost as GitHost),
      commit: async (name, request) => {
        commits += 1;
        if (commits === 1 && place === 2) await pushByHand();
        if (commits === place) {
          frozen.resolve();
          await thaw.promise;
        }
        return stack.gitHost.commit(name, request);
      },
    };
    const first = stack.createExecutor(createScriptedProvider(answers), { gitHost }).execute(run.id, never);
    await frozen.promise;
    await stack.createExecutor(createScriptedProvider(answers)).execute(run.id, never);
    const look = async () => ({
      run: await stack.stores.runs.get(run.id),
      steps: await stack.stores.runs.listSteps(run.id),
      messages: await stack.stores.runs.listMessages(run.id),
      head: await stack.gitHost.resolve(repository, run.branch),
    });
    const before = await look();
    expect(before.run).toMatchObject({ state: "finished", attempt: 2 });
    thaw.resolve();
    await first;
    expect(await look()).toEqual(before);
  },
  300_000,
);

test("a host that cannot be reached leaves the step not pushed, and it is never committed twice", async () => {
  const { project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Push\n" }] });
  const run = await stack.createRun(project, "Push", { branch: "letscode/push-1" });
  const states: string[] = [];
  let tries = 0;
  const away = new LetscodeError({
    code: "away",
    status: 503,
    message: "The host is away.",
    fix: "Wait.",
    isRetryable: true,
  });
  /** The second try arrives, and its answer is lost. */
  const gitHost: GitHost = {
    ...(stack.gitHost as GitHost),
    commit: async (name, request) => {
      tries += 1;
      states.push((await stack.stores.runs.listSteps(run.id))[0]?.state ?? "");
      if (tries === 2) await stack.gitHost.commit(name, request);
      if (tries <= 2) throw away;
      return stack.gitHost.commit(name, request);
    },
  };
  const provider = createScriptedProvider([writeStep("Add a", { "a.txt": "a\n" })]);
  await stack.createExecutor(provider, { gitHost }).execute(run.id, never);
  const ended = await stack.stores.runs.get(run.id);
  expect(ended?.state).toBe("finished");
  expect(states).toEqual(["running", "not_pushed", "not_pushed"]);
  const head = (await stack.gitHost.resolve(repository, run.branch)) ?? "";
  const commits = await stack.gitHost.commitsBetween(repository, { from: ended?.baseSha ?? null, to: head, limit: 10 });
  expect(commits).toHaveLength(1);
  expect(await stack.stores.runs.listSteps(run.id)).toMatchObject([{ state: "committed", commitSha: head }]);
}, 300_000);

test("a host that stays away ends the run with the step not pushed, and a resumption pushes it", async () => {
  const { project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Away\n" }] });
  const run = await stack.createRun(project, "Away", { branch: "letscode/away-1" });
  const away = new LetscodeError({
    code: "away",
    status: 503,
    message: "The host is away.",
    fix: "Wait.",
    isRetryable: true,
  });
  const gitHost: GitHost = { ...(stack.gitHost as GitHost), commit: () => Promise.reject(away) };
  const provider = createScriptedProvider([writeStep("Add a", { "a.txt": "a\n" })]);
  await stack.createExecutor(provider, { gitHost }).execute(run.id, never);
  expect(await stack.stores.runs.get(run.id)).toMatchObject({ state: "failed", error: { code: "away", fix: "Wait." } });
  expect(await stack.stores.runs.listSteps(run.id)).toMatchObject([{ state: "not_pushed" }]);
  await stack.stores.runs.resume(run.id);
  await stack.createExecutor(provider).execute(run.id, never);
  expect(await stack.stores.runs.get(run.id)).toMatchObject({ state: "finished" });
  expect((await stack.gitHost.readFile(repository, run.branch, "a.txt")).content).toBe("a\n");
  expect(provider.requests).toHaveLength(2);
}, 300_000);

test("a host that takes no more requests is asked again when it says, and once", async () => {
  const { project, repository } = await stack.createProject({ files: [{ path: "README.md", content: "# Limit\n" }] });
  const run = await stack.createRun(project, "Limit", { branch: "letscode/limit-1" });
  const full = new LimitReachedError("The host takes no more requests.", "Wait.", { retryAfterSeconds: 30 });
  let tries = 0;
  const gitHost: GitHost = {
    ...(stack.gitHost as GitHost),
    commit: async (name, request) => {
      tries += 1;
      return tries === 1 ? Promise.reject(full) : stack.gitHost.commit(name, request);
    },
  };
  const pauses: number[] = [];
  const clock: Clock = {
    ...fastClock,
    sleep: (milliseconds, signal) => {
      pauses.push(milliseconds);
      return fastClock.sleep(milliseconds, signal);
    },
  };
  const provider = createScriptedProvider([writeStep("Add a", { "a.txt": "a\n" })]);
  await stack.createExecutor(provider, { gitHost, clock }).execute(run.id, never);
  expect(await stack.stores.runs.get(run.id)).toMatchObject({ state: "finished" });
  expect(pauses).toContain(30_000);
  expect(tries).toBe(2);
  expect((await stack.gitHost.readFile(repository, run.branch, "a.txt")).content).toBe("a\n");
}, 300_000);
