import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Run } from "#core/contracts/run.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

let app: TestApp;
let owner: TestPerson;
let projectId: string;
let head: string;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp("owner");
  projectId = (await (await owner.call("POST", "/api/projects", { name: "Control", template: "static" })).json()).id;
  head = (await (await owner.call("GET", `/api/projects/${projectId}/tree`)).json()).commitSha;
});
afterAll(() => app.stop());

const ask = async (method: string, path: string, body?: unknown) => {
  const answer = await owner.call(method, path, body);
  return { status: answer.status, json: await answer.json() };
};

const startRun = async (body: object): Promise<Run> =>
  (await ask("POST", `/api/projects/${projectId}/runs`, body)).json as Run;

/** A run that has ended, with steps that were committed. */
const endRun = async (prompt: string, branch: string, titles: string[]): Promise<Run> => {
  const run = await startRun({ prompt, branch });
  const { attempt = 0 } = (await app.stores.runs.claim(run.id)) ?? {};
  await app.stores.runs.update(run.id, attempt, { state: "running", baseSha: head, headSha: head });
  for (const [index, title] of titles.entries()) {
    const file = { path: `${branch.replaceAll("/", "-")}-${index + 1}.txt`, content: `${title}\n` };
    const tree = await ask("GET", `/api/projects/${projectId}/tree?ref=${encodeURIComponent(branch)}`);
    const expectedHead = tree.status === 200 ? tree.json.commitSha : head;
    if (tree.status !== 200) await createBranch(branch);
    const { json } = await ask("PUT", `/api/projects/${projectId}/files`, { branch, expectedHead, files: [file] });
    await app.stores.runs.saveStep(attempt, {
      runId: run.id,
      projectId,
      number: index + 1,
      state: "committed",
      title,
      summary: "",
      feature: null,
      commitSha: json.sha,
      checks: { typecheck: "passed" },
      usage: { inputTokens: 10, cachedInputTokens: 0, outputTokens: 5, costUsd: 0.5 },
      startedAt: new Date().toISOString(),
      finishedAt: new Date().toISOString(),
    });
  }
  const usage = { inputTokens: 20, cachedInputTokens: 0, outputTokens: 10, costUsd: titles.length / 2 };
  return app.stores.runs.update(run.id, attempt, { state: "finished", usage, finishedAt: new Date().toISOString() });
};

const createBranch = async (branch: string): Promise<void> => {
  const { ownerHandle, slug } = (await ask("GET", `/api/projects/${projectId}`)).json;
  const { createLocalGitHost } = await import("#git-service/index.ts");
  const host = await createLocalGitHost({
    directory: `${app.dataDirectory}/repositories`,
    publicUrl: app.appOrigin,
    clock: app.installation.clock,
    logger: app.installation.logger,
    sendPush: async () => undefined,
  });
  await host.createBranch({ projectId, ownerHandle, slug }, branch, head);
  await host.close();
};

describe("prompts that wait", () => {
  it("are worded anew and taken back, and can be had again", async () => {
    const run = await startRun({ prompt: "Add a footer", branch: "letscode/queue-1" });
    const edited = await ask("PATCH", `/api/runs/${run.id}`, { prompt: "Add a blue footer" });
    expect(edited).toMatchObject({ status: 200, json: { prompt: "Add a blue footer", state: "queued" } });
    expect(await ask("DELETE", `/api/runs/${run.id}`)).toMatchObject({ status: 200, json: { state: "stopped" } });
    expect(await ask("PATCH", `/api/runs/${run.id}`, { prompt: "Late" })).toMatchObject({ status: 409 });
    expect(await ask("POST", `/api/runs/${run.id}/resume`, {})).toMatchObject({ json: { state: "queued" } });
    expect(await ask("PATCH", `/api/runs/${run.id}`, { prompt: " " })).toMatchObject({ status: 400 });
    const { items } = (await ask("GET", `/api/projects/${projectId}/activity`)).json;
    expect(items.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(["run.edited", "run.removed", "run.resumed"]),
    );
    await ask("DELETE", `/api/runs/${run.id}`);
  });
});

describe("trying a run again", () => {
  it("makes a branch beside the first that begins where the first did", async () => {
    const first = await endRun("Add a shop", "letscode/shop-1", ["One", "Two"]);
    const { status, json } = await ask("POST", `/api/runs/${first.id}/retry`, { idempotencyKey: "again" });
    expect(status).toBe(202);
    expect(json).toMatchObject({
      retryOf: first.id,
      retryStep: null,
      startSha: head,
      prompt: "Add a shop",
      state: "queued",
    });
    expect(json.branch).not.toBe(first.branch);
    expect((await ask("POST", `/api/runs/${first.id}/retry`, { idempotencyKey: "again" })).json.id).toBe(json.id);
    await ask("DELETE", `/api/runs/${json.id}`);
  });

  it("begins before the step that is tried again, with the model and the prompt that were asked for", async () => {
    const first = await endRun("Add a blog", "letscode/blog-1", ["One", "Two"]);
    const { steps } = (await ask("GET", `/api/runs/${first.id}`)).json;
    const second = await ask("POST", `/api/runs/${first.id}/retry`, { step: 2, model: "demo/other", promptVersion: 1 });
    expect(second.json).toMatchObject({ retryStep: 2, startSha: steps[0].commitSha, model: "other", promptVersion: 1 });
    const third = await ask("POST", `/api/runs/${first.id}/retry`, { step: 1 });
    expect(third.json).toMatchObject({ startSha: head });
    for (const { json } of [second, third]) await ask("DELETE", `/api/runs/${json.id}`);
  });

  it("refuses a step, a prompt or a model that is not there, and a run that has not begun", async () => {
    const first = await endRun("Add a chat", "letscode/chat-1", ["One"]);
    for (const body of [{ step: 7 }, { promptVersion: 99 }, { model: "nobody/knows" }])
      expect(await ask("POST", `/api/runs/${first.id}/retry`, body)).toMatchObject({ status: 400 });
    const waiting = await startRun({ prompt: "Later", branch: "letscode/later-1" });
    expect(await ask("POST", `/api/runs/${waiting.id}/retry`, {})).toMatchObject({ status: 409 });
    await ask("DELETE", `/api/runs/${waiting.id}`);
  });
});

describe("comparing two branches", () => {
  it("tells what each changed since they parted, by which runs and steps, at what price", async () => {
    await endRun("Add a map", "letscode/map-1", ["One", "Two"]);
    await endRun("Add a map", "letscode/map-2", ["One"]);
    const { status, json } = await ask(
      "GET",
      `/api/projects/${projectId}/comparison?left=letscode/map-1&right=letscode/map-2`,
    );
    expect(status).toBe(200);
    expect(json).toMatchObject({
      left: { branch: "letscode/map-1", commitCount: 2, files: 2, additions: 2, deletions: 0, usage: { costUsd: 1 } },
      right: { branch: "letscode/map-2", commitCount: 1, files: 1, usage: { costUsd: 0.5 } },
      // The same content under another name counts once.
      differentFiles: 2,
    });
    expect(json.left.steps.map(({ title }: { title: string }) => title)).toEqual(["One", "Two"]);
    expect(json.left.steps[0].checks).toEqual({ typecheck: "passed" });
  });

  it("says when a newer version is being built than the one that is shown", async () => {
    const [branch, other] = ["letscode/map-1", "letscode/map-2"];
    const compare = async () => {
      const { json } = await ask("GET", `/api/projects/${projectId}/comparison?left=${branch}&right=${other}`);
      return { served: json.left.deployment?.commitSha ?? null, isBuilding: json.left.isBuilding };
    };
    const deploy = async (commitSha: string) => {
      const asked = { projectId, host: "local", environment: "preview", branch, commitSha } as const;
      const { id } = await app.stores.deployments.request({ ...asked, requestedBy: "system" });
      const { attempt = 0 } = (await app.stores.deployments.claim(id)) ?? {};
      return async () => {
        for (const state of ["building", "ready"] as const)
          await app.stores.deployments.transition(id, { attempt, state, url: "http://localhost" });
      };
    };
    const tip = (await ask("GET", `/api/projects/${projectId}/tree?ref=${encodeURIComponent(branch)}`)).json.commitSha;
    expect(await compare()).toEqual({ served: null, isBuilding: false });
    await (
      await deploy(head)
    )();
    // The head has no deployment yet, then one that is under way, then one that is served.
    expect(await compare()).toEqual({ served: head, isBuilding: true });
    const finish = await deploy(tip);
    expect(await compare()).toEqual({ served: head, isBuilding: true });
    await finish();
    expect(await compare()).toEqual({ served: tip, isBuilding: false });
  });

  it("refuses one branch twice, and one that is not there", async () => {
    const path = `/api/projects/${projectId}/comparison`;
    expect(await ask("GET", `${path}?left=main&right=main`)).toMatchObject({ status: 409 });
    expect(await ask("GET", `${path}?left=main&right=letscode/none`)).toMatchObject({ status: 404 });
  });
});

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

describe("images of prompts", () => {
  it("are kept, shown to their owner, and belong to the prompt", async () => {
    const image = { name: "sketch.png", mediaType: "image/png", data: png.toString("base64") };
    const kept = await ask("POST", `/api/projects/${projectId}/images`, image);
    expect(kept).toMatchObject({ status: 201, json: { name: "sketch.png", bytes: png.length } });
    const shown = await owner.call("GET", `/api/images/${kept.json.id}`);
    expect(shown.headers.get("content-type")).toBe("image/png");
    expect(shown.headers.get("content-security-policy")).toContain("sandbox");
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
    const run = await startRun({ prompt: "Like this", branch: "letscode/like-1", images: [kept.json.id] });
    expect(run.images).toEqual([kept.json.id]);
    await ask("DELETE", `/api/runs/${run.id}`);
  });

  it("are refused when they are something else, too large, too many, or another project's", async () => {
    const path = `/api/projects/${projectId}/images`;
    const html = Buffer.from("<script>alert(1)</script>").toString("base64");
    expect(await ask("POST", path, { mediaType: "image/png", data: html })).toMatchObject({ status: 400 });
    expect(await ask("POST", path, { mediaType: "image/svg+xml", data: html })).toMatchObject({ status: 400 });
    const huge = Buffer.concat([png, Buffer.alloc(3.6 * 1024 * 1024)]).toString("base64");
    expect([400, 413]).toContain((await ask("POST", path, { mediaType: "image/png", data: huge })).status);
    const other = (await ask("POST", "/api/projects", { name: "Other", template: "static" })).json;
    const image = { mediaType: "image/png", data: png.toString("base64") };
    const { id } = (await ask("POST", `/api/projects/${other.id}/images`, image)).json;
    const runs = `/api/projects/${projectId}/runs`;
    expect(await ask("POST", runs, { prompt: "x", images: [id] })).toMatchObject({ status: 404 });
    expect(await ask("POST", runs, { prompt: "x", images: Array(5).fill(id) })).toMatchObject({ status: 400 });
  });
});
