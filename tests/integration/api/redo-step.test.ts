import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Run } from "#core/contracts/run.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

let app: TestApp;
let owner: TestPerson;
let projectId: string;
let branch: string;
let projects = 0;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp("owner");
});
beforeEach(async () => {
  projects += 1;
  const { json } = await ask("POST", "/api/projects", { name: `Redo ${projects}`, template: "static" });
  ({ id: projectId, defaultBranch: branch } = json);
});
afterAll(() => app.stop());

const ask = async (method: string, path: string, body?: unknown) => {
  const answer = await owner.call(method, path, body);
  return { status: answer.status, json: await answer.json() };
};

const readTree = async () => (await ask("GET", `/api/projects/${projectId}/tree`)).json;
const listPaths = async (): Promise<string[]> => (await readTree()).items.map(({ path }: { path: string }) => path);
const readFile = async (path: string): Promise<string> =>
  (await ask("GET", `/api/projects/${projectId}/file?path=${path}`)).json.content;
const listSubjects = async (): Promise<string[]> =>
  (await ask("GET", `/api/projects/${projectId}/commits`)).json.items.map(
    ({ subject }: { subject: string }) => subject,
  );

const commit = async (files: { path: string; content: string }[], subject: string): Promise<string> => {
  const expectedHead = (await readTree()).commitSha;
  const body = { branch, expectedHead, files, message: subject };
  const { status, json } = await ask("PUT", `/api/projects/${projectId}/files`, body);
  if (status !== 200) throw new Error(JSON.stringify(json));
  return json.sha;
};

const wanted = { summary: "", feature: null, checks: {}, startedAt: new Date(), finishedAt: new Date() };
const usage = { inputTokens: 10, cachedInputTokens: 0, outputTokens: 5, costUsd: 0.5 };

/** A run that has ended, each step of which wrote one file; a step without a file made no commit. */
const endRun = async (steps: (string | null)[]): Promise<Run> => {
  const run = (await ask("POST", `/api/projects/${projectId}/runs`, { prompt: "Add pages", branch })).json as Run;
  const { attempt = 0 } = (await app.stores.runs.claim(run.id)) ?? {};
  await app.stores.runs.update(run.id, attempt, { state: "running", baseSha: (await readTree()).commitSha });
  for (const [index, path] of steps.entries()) {
    const number = index + 1;
    const files = [{ path: path ?? "", content: `step ${number}\n` }];
    await app.stores.runs.saveStep(attempt, {
      ...wanted,
      runId: run.id,
      projectId,
      number,
      usage,
      title: `Write ${path}`,
      state: path === null ? "failed" : "committed",
      commitSha: path === null ? null : await commit(files, `Write ${path}`),
      startedAt: wanted.startedAt.toISOString(),
      finishedAt: wanted.finishedAt.toISOString(),
    });
  }
  return app.stores.runs.update(run.id, attempt, { state: "finished", finishedAt: new Date().toISOString() });
};

const redo = (run: Run, body: object) => ask("POST", `/api/runs/${run.id}/redo`, body);

describe("doing a step anew on its branch", () => {
  it("takes its commit back, keeps the later ones, and starts a run there with the same instruction", async () => {
    const first = await endRun(["one.txt", "two.txt", "three.txt"]);
    const { status, json } = await redo(first, { step: 2, model: "demo/other", promptVersion: 1 });
    expect(status).toBe(202);
    expect(json).toMatchObject({
      state: "queued",
      branch,
      prompt: "Add pages",
      retryOf: first.id,
      retryStep: 2,
      startSha: null,
      provider: "demo",
      model: "other",
      promptVersion: 1,
    });
    const paths = await listPaths();
    expect(paths).toEqual(expect.arrayContaining(["one.txt", "three.txt"]));
    expect(paths).not.toContain("two.txt");
    // History only moves forward: the commit is there, and another one behind the later step takes it back.
    expect((await listSubjects()).slice(0, 4)).toEqual([
      'Revert "Write two.txt"',
      "Write three.txt",
      "Write two.txt",
      "Write one.txt",
    ]);
    const { items } = (await ask("GET", `/api/projects/${projectId}/activity`)).json;
    expect(items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(["commit.reverted", "run.step_redone"]),
    );
  });

  it("A12: is one run and one commit for a request that comes twice, at once and later", async () => {
    const first = await endRun(["one.txt", "two.txt"]);
    const body = { step: 1, idempotencyKey: "anew" };
    const answers = await Promise.all([redo(first, body), redo(first, body)]);
    const later = await redo(first, body);
    expect(new Set([...answers, later].map(({ json }) => json.id)).size).toBe(1);
    expect((await listSubjects()).filter((subject) => subject.startsWith("Revert"))).toHaveLength(1);
  });

  it("goes on from a step that a person took back before", async () => {
    const first = await endRun(["one.txt", "two.txt"]);
    const { steps } = (await ask("GET", `/api/runs/${first.id}`)).json;
    await ask("POST", `/api/projects/${projectId}/revert`, { commit: steps[0].commitSha, branch });
    expect(await redo(first, { step: 1 })).toMatchObject({ status: 202, json: { retryStep: 1 } });
    expect((await listSubjects()).filter((subject) => subject.startsWith("Revert"))).toHaveLength(1);
  });

  it("names the files that later commits changed as well, and writes nothing", async () => {
    const first = await endRun(["page.txt", "page.txt"]);
    await commit([{ path: "page.txt", content: "a person's words\n" }], "Word it better");
    const before = await listSubjects();
    const answer = await redo(first, { step: 2 });
    expect(answer).toMatchObject({ status: 409, json: { code: "merge_conflict", data: { paths: ["page.txt"] } } });
    expect(answer.json.detail).toBe(
      "Later commits changed the same lines of page.txt, so this one cannot be taken back by itself.",
    );
    expect(answer.json.fix).toContain("on a new branch");
    expect(await listSubjects()).toEqual(before);
    expect(await readFile("page.txt")).toBe("a person's words\n");
    const { items } = (await ask("GET", `/api/projects/${projectId}/runs`)).json;
    expect(items.map(({ id }: Run) => id)).toEqual([first.id]);
  });

  it("refuses what is not there, made no commit, or would disturb another run", async () => {
    const first = await endRun(["one.txt", null]);
    for (const body of [
      {},
      { step: 0 },
      { step: 7 },
      { step: 1, model: "nobody/knows" },
      { step: 1, promptVersion: 99 },
    ])
      expect(await redo(first, body)).toMatchObject({ status: 400 });
    expect(await redo(first, { step: 2 })).toMatchObject({ status: 409, json: { data: { state: "failed" } } });
    const busy = (await ask("POST", `/api/projects/${projectId}/runs`, { prompt: "Add more", branch })).json;
    expect(await redo(first, { step: 1 })).toMatchObject({ status: 409, json: { data: { runId: busy.id } } });
    await ask("DELETE", `/api/runs/${busy.id}`);
    expect(await listPaths()).toContain("one.txt");
  });

  it("A30: takes nothing back when the budget has nothing left for doing it anew", async () => {
    const first = await endRun(["one.txt"]);
    const path = `/api/projects/${projectId}/budgets/day`;
    await ask("PUT", path, { limitUsd: null, limitTokens: 0 });
    expect(await redo(first, { step: 1 })).toMatchObject({ status: 429, json: { code: "budget_spent" } });
    expect(await listPaths()).toContain("one.txt");
  });

  it("refuses a step whose commit the branch does not have", async () => {
    const first = await endRun(["one.txt"]);
    const [step] = (await ask("GET", `/api/runs/${first.id}`)).json.steps;
    // Of another template: two projects of one template, made in the same second, begin with the very same commit.
    const elsewhere = (await ask("POST", "/api/projects", { name: `Else ${projects}`, template: "server" })).json;
    const { commitSha } = (await ask("GET", `/api/projects/${elsewhere.id}/tree`)).json;
    const { attempt } = first;
    await app.stores.runs.saveStep(attempt, { ...step, commitSha });
    expect((await redo(first, { step: 1 })).status).toBe(404);
  });
});
