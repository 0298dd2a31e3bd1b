import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ZERO_SHA } from "#core/contracts/id.ts";
import { toCommit } from "#git-service/message/to-commit.ts";
import { createPushScene, type PushScene } from "#tests/helpers/push-scene.ts";
import type { TestUser } from "#tests/helpers/start-test-stack.ts";
import { aiAuthor, startWebhookStack, type WebhookStack } from "#tests/helpers/start-webhook-stack.ts";

let stack: WebhookStack;
let owner: TestUser;
let scene: PushScene;
let projects = 0;

beforeAll(async () => {
  stack = await startWebhookStack();
  owner = await stack.signUp();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  projects += 1;
  scene = createPushScene(stack, await stack.createProject(owner, `shop-${projects}`));
  await stack.drain();
});

const { signal } = new AbortController();

const trailers = (id: string): string => `\n\nLetsCode-Run: ${id}\nLetsCode-Step: 2\nLetsCode-Model: demo/demo\n`;

describe("a push", () => {
  it("of a new repository is indexed, told in the log and deployed as production", async () => {
    expect(await scene.indexed()).toMatchObject([
      { sha: scene.first, branch: "main", subject: "Start", actor: "user", pushed: true, run_id: null },
    ]);
    expect(await scene.lines()).toMatchObject([
      {
        action: "branch.created",
        actor: "user",
        details: {
          branch: "main",
          pusher: "Ada",
          commits: 1,
          isForced: false,
          commitSha: scene.first,
          subject: "Start",
        },
      },
    ]);
    expect(await scene.deployments()).toMatchObject([
      { environment: "production", branch: "main", commitSha: scene.first, host: "local", state: "queued" },
    ]);
    const { rows } = await stack.pool.query(
      "select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'deploy-commit' order by j.id desc limit 1",
    );
    expect(rows[0]?.payload).toEqual({ deploymentId: (await scene.deployments())[0]?.id });
  });

  it("by our App on GitHub is by whoever made the commit; a branch it only moves is by the platform", async () => {
    const pusher = { name: "letscode-1[bot]", email: "1+letscode-1[bot]@users.noreply.github.com" };
    const { run } = await stack.stores.runs.create({
      projectId: scene.project.id,
      requestedBy: owner.id,
      kind: "prompt",
      branch: "main",
      prompt: "Add it",
      provider: "demo",
      model: "demo-1",
      promptName: "builder",
      promptVersion: 1,
      idempotencyKey: null,
    });
    const own = await scene.commit("main", scene.first, `Add it${trailers(run.id)}`, aiAuthor);
    const edit = await scene.commit("main", own, "Edit it");
    await scene.deliver({ before: scene.first, after: own, pusher });
    await scene.deliver({ before: own, after: edit, pusher });
    await scene.deliver({ ref: "refs/heads/moved", before: ZERO_SHA, after: scene.first, commits: 0, pusher });
    await stack.drain();
    const told = (await scene.lines()).filter(({ details }) => details["pusher"] === pusher.name);
    const actors = told.map(({ actor, details }) => `${actor} ${String(details["subject"] ?? details["branch"])}`);
    expect(actors.toSorted()).toEqual(["ai Add it", "system moved", "user Edit it"]);
  });

  it("of a new branch indexes what is new on it, and gets a preview", async () => {
    await stack.gitHost.createBranch(scene.repository, "feature", scene.first);
    const second = await scene.commit("feature", scene.first, "Add a shop");
    await stack.drain();
    expect(await scene.indexed()).toMatchObject([
      { sha: scene.first, branch: "main" },
      { sha: second, branch: "feature", subject: "Add a shop" },
    ]);
    expect((await scene.lines()).slice(1)).toMatchObject([
      { action: "branch.created", actor: "system", details: { branch: "feature", commits: 0 } },
      { action: "branch.pushed", actor: "user", details: { branch: "feature", commits: 1, before: scene.first } },
    ]);
    const previews = (await scene.deployments()).filter(({ environment }) => environment === "preview");
    expect(previews.at(-1)).toMatchObject({ branch: "feature", commitSha: second, requestedBy: "system" });
  });

  it("of the AI names its run, and cannot take another project's run by a trailer", async () => {
    const create = (projectId: string) =>
      stack.stores.runs.create({
        projectId,
        requestedBy: owner.id,
        kind: "prompt",
        branch: "letscode/shop-1",
        prompt: "a shop",
        provider: "demo",
        model: "demo",
        promptName: "builder",
        promptVersion: 1,
        idempotencyKey: null,
      });
    const { run } = await create(scene.project.id);
    const { project: foreign } = await stack.createProject(owner, `foreign-${projects}`);
    const { run: foreignRun } = await create(foreign.id);
    await stack.gitHost.createBranch(scene.repository, "letscode/shop-1", scene.first);
    const step = await scene.commit("letscode/shop-1", scene.first, `Add the shop${trailers(run.id)}`, aiAuthor);
    const forged = await scene.commit("letscode/shop-1", step, `Add more${trailers(foreignRun.id)}`, aiAuthor);
    const invented = await scene.commit("letscode/shop-1", forged, `Add a lot${trailers(randomUUID())}`, aiAuthor);
    await stack.drain();
    const rows = await scene.indexed();
    expect(rows.find(({ sha }) => sha === step)).toMatchObject({
      actor: "ai",
      run_id: run.id,
      step: 2,
      trailers: { "LetsCode-Model": "demo/demo" },
    });
    for (const sha of [forged, invented])
      expect(rows.find((row) => row["sha"] === sha)).toMatchObject({ run_id: null });
    const told = (await scene.lines()).slice(2);
    expect(told.map(({ actor, runId, details }) => [actor, runId, details["commitSha"]])).toEqual([
      ["ai", run.id, step],
      ["ai", null, forged],
      ["ai", null, invented],
    ]);
    expect((await scene.deployments()).at(-1)).toMatchObject({ requestedBy: "ai", commitSha: invented });
  });

  it("never blanks what the index knows of a run", async () => {
    const { run } = await stack.stores.runs.create({
      projectId: scene.project.id,
      requestedBy: owner.id,
      kind: "prompt",
      branch: "main",
      prompt: "a shop",
      provider: "demo",
      model: "demo",
      promptName: "builder",
      promptVersion: 1,
      idempotencyKey: null,
    });
    const sha = await scene.commit("main", scene.first, "Edit by the run, without trailers");
    const known = toCommit(await stack.gitHost.readCommit(scene.repository, sha), {
      branch: "main",
      pushed: false,
      aiEmail: "",
    });
    await stack.stores.commits.save([{ ...known, actor: "ai", runId: run.id, step: 3, projectId: scene.project.id }]);
    await stack.drain();
    const [, row] = await scene.indexed();
    expect(row).toMatchObject({ sha, actor: "ai", run_id: run.id, step: 3, pushed: true });
  });

  it("that is forced is told as such, and its head is deployed", async () => {
    const lost = await scene.commit("main", scene.first, "Will be lost");
    await stack.drain();
    await stack.gitHost.createBranch(scene.repository, "other", scene.first);
    const other = await scene.commit("other", scene.first, "The new head");
    await stack.drain();
    await stack.gitHost.deleteBranch(scene.repository, "other", other);
    // What `git push --force` does to main: the ref moves to a commit that does not hold the old head.
    await stack.gitHost.createBranch(scene.repository, "forced", other);
    await scene.deliver({ ref: "refs/heads/forced", before: lost, after: other, isForced: true, commits: 1 });
    await stack.drain();
    const told = (await scene.lines()).filter(({ details }) => details["isForced"] === true);
    expect(told).toMatchObject([
      { action: "branch.pushed", details: { before: lost, commitSha: other, branch: "forced" } },
    ]);
    const previews = (await scene.deployments()).filter(({ branch }) => branch === "forced");
    expect(previews).toMatchObject([{ commitSha: other }]);
  });

  it("that deletes a branch is told, and stops what is still being built of it", async () => {
    await stack.gitHost.createBranch(scene.repository, "feature", scene.first);
    const second = await scene.commit("feature", scene.first, "Add a shop");
    await stack.drain();
    await stack.gitHost.deleteBranch(scene.repository, "feature", second);
    await stack.drain();
    expect((await scene.lines()).at(-1)).toMatchObject({
      action: "branch.deleted",
      details: { branch: "feature", before: second },
    });
    const previews = (await scene.deployments()).filter(({ branch }) => branch === "feature");
    expect(previews.map(({ state }) => state)).toEqual(previews.map(() => "canceled"));
    expect(previews.length).toBeGreaterThan(0);
  });

  it("that deletes a branch leaves it alone when it is there again by now", async () => {
    await stack.gitHost.createBranch(scene.repository, "feature", scene.first);
    await stack.drain();
    const id = await scene.deliver({ ref: "refs/heads/feature", before: scene.first, after: ZERO_SHA, commits: 0 });
    await stack.process(id, signal);
    const previews = (await scene.deployments()).filter(({ branch }) => branch === "feature");
    expect(previews.map(({ state }) => state)).toEqual(["queued"]);
  });

  it.each([
    ["a tag", { ref: "refs/tags/v1" }],
    ["notes", { ref: "refs/notes/commits" }],
    ["a repository nobody has", { repositoryId: randomUUID() }],
    ["a repository whose id is not one of ours", { repositoryId: "12" }],
    ["a repository on GitHub with a local project's name", { repositoryId: 12 }],
  ])("of %s is ignored", async (_title, told) => {
    const before = await scene.lines();
    const deployments = await scene.deployments();
    const id = await scene.deliver({ before: scene.first, after: scene.first, ...told });
    await stack.process(id, signal);
    expect(await stack.stores.deliveries.get(id)).toMatchObject({ state: "ignored", error: expect.any(String) });
    expect(await scene.lines()).toEqual(before);
    expect(await scene.deployments()).toEqual(deployments);
  });

  it("with a name that is no branch name of ours is indexed, and not deployed", async () => {
    const id = await scene.deliver({
      ref: "refs/heads/$(touch x)",
      before: scene.first,
      after: scene.first,
      commits: 0,
    });
    await stack.process(id, signal);
    expect(await stack.stores.deliveries.get(id)).toMatchObject({ state: "processed" });
    expect((await scene.deployments()).map(({ branch }) => branch)).toEqual(["main"]);
  });

  it("whose commits are gone by now deploys what is there", async () => {
    const id = await scene.deliver({ before: scene.first, after: "f".repeat(40) });
    await stack.process(id, signal);
    expect(await stack.stores.deliveries.get(id)).toMatchObject({ state: "processed" });
    expect((await scene.deployments()).map(({ commitSha }) => commitSha)).toEqual([scene.first]);
  });
});
