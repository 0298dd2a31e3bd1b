import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import { composeMessage, type LocalGitHost, toCommit } from "#git-service/index.ts";
import { createGit } from "#runtime/container/create-git.ts";
import { restorePullRequests } from "#runtime/services/review/restore-pull-requests.ts";
import { reindexProject } from "#runtime/services/reindex-project.ts";
import { waitFor } from "#tests/helpers/product-client.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

const usage = { inputTokens: 1200, cachedInputTokens: 0, outputTokens: 340, costUsd: 0.0123 };

describe("A35: letscode reindex", { timeout: 240_000 }, () => {
  let app: TestApp;
  let person: TestPerson;
  let gitHost: LocalGitHost;
  let project: Project;
  let run: Run;

  beforeAll(async () => {
    app = await startTestApp();
    await app.startWorker();
    person = await app.signUp();
    gitHost = await createGit(app.installation);
    const { id } = await (await person.call("POST", "/api/projects", { name: "Shop", template: "static" })).json();
    const created = await app.stores.projects.get(id);
    if (created === null) throw new Error("no project");
    project = created;
  });
  afterAll(async () => {
    await gitHost.close();
    await app.stop();
  });

  const repository = () => ({ projectId: project.id, ownerHandle: project.ownerHandle, slug: project.slug });
  const resolve = async (branch: string): Promise<string> => (await gitHost.resolve(repository(), branch)) ?? "";

  /** A step as the run loop commits it and writes it down. */
  const commitStep = async (number: number): Promise<void> => {
    const title = `Add part ${number}`;
    const summary = `Part ${number} of the shop.`;
    const checks = { build: "passed" as const };
    const details = {
      id: run.id,
      step: number,
      feature: "Parts",
      model: "demo/demo-1",
      prompt: "builder@1",
      usage,
      checks,
    };
    const { sha } = await gitHost.commit(repository(), {
      branch: run.branch,
      expectedHead: await resolve(run.branch),
      changes: [{ path: `part-${number}.txt`, content: `${number}\n` }],
      message: composeMessage({ subject: title, body: summary, run: details }),
      author: app.installation.config.author,
      onMoved: "refuse",
    });
    const now = new Date().toISOString();
    await app.stores.runs.saveStep(run.attempt, {
      runId: run.id,
      projectId: project.id,
      number,
      state: "committed",
      title,
      summary,
      feature: "Parts",
      commitSha: sha,
      checks,
      usage,
      startedAt: now,
      finishedAt: now,
    });
  };
  const edit = async (branch: string, path: string): Promise<void> => {
    const expectedHead = await resolve(branch);
    const body = { branch, expectedHead, files: [{ path, content: "by hand\n" }] };
    const answer = await person.call("PUT", `/api/projects/${project.id}/files`, body);
    if (!answer.ok) throw new Error(await answer.text());
  };
  const call = async (method: string, path: string, body: unknown): Promise<{ id: string; headSha: string }> => {
    const answer = await person.call(method, `/api${path}`, body);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  };
  /** Everything but what is counted or drawn anew: ids, sequence numbers, times of a step. */
  const readRows = async () => {
    const commits = await app.pool.query(
      "select sha, parents, branch, subject, body, author, actor, run_id, step, trailers, pushed, created_at from commits order by sha",
    );
    const steps = await app.pool.query(
      "select run_id, number, state, title, summary, feature, commit_sha, checks, usage from run_steps order by number",
    );
    return { commits: commits.rows, steps: steps.rows };
  };
  const rebuild = () =>
    reindexProject(
      {
        stores: app.stores,
        gitHost,
        toCommit: (commit, place) => toCommit(commit, { ...place, aiEmail: app.installation.config.author.email }),
      },
      project,
    );

  it("makes the rows equal again after they were dropped, and leaves alone what is there", async () => {
    const created = await app.stores.runs.create({
      projectId: project.id,
      requestedBy: person.id,
      kind: "prompt",
      branch: "letscode/parts-0001",
      prompt: "Add parts",
      provider: "demo",
      model: "demo-1",
      promptName: "builder",
      promptVersion: 1,
      idempotencyKey: null,
    });
    await app.stores.runs.requestStop(created.run.id);
    run = (await app.stores.runs.get(created.run.id)) ?? created.run;
    await gitHost.createBranch(repository(), run.branch, await resolve("main"));
    await commitStep(1);
    await commitStep(2);
    await edit("main", "main.txt");
    await edit(run.branch, "branch.txt");
    const merged = await person.call("POST", `/api/projects/${project.id}/merge`, { branch: run.branch });
    expect(merged.status).toBe(200);
    await gitHost.flush();
    const known = await waitFor("the index to know all six commits", 120_000, async () => {
      const rows = await readRows();
      return rows.commits.length === 6 && rows.commits.every(({ pushed }) => pushed === true) ? rows : null;
    });
    expect(known.steps).toHaveLength(2);

    expect(await rebuild()).toEqual({ commits: 6, steps: 0 });
    expect(await readRows()).toEqual(known);

    await app.pool.query("delete from commits");
    await app.pool.query("delete from run_steps");
    expect(await rebuild()).toEqual({ commits: 6, steps: 2 });
    expect(await readRows()).toEqual(known);
  });

  it("brings the pull requests of a local project back from its repository, with their reviews", async () => {
    const expectedHead = await resolve("main");
    await gitHost.createBranch(repository(), "feature", expectedHead);
    await edit("feature", "feature.txt");
    const opened = await call("POST", `/projects/${project.id}/pull-requests`, { branch: "feature" });
    const at = `/pull-requests/${opened.id}`;
    await call("POST", `${at}/comments`, { body: "Why by hand?", path: "feature.txt", line: 1 });
    await call("POST", `${at}/reviews`, { verdict: "approved", body: "Fine" });
    await call("POST", `${at}/merge`, { method: "squash", expectedHead: opened.headSha });
    const readReviews = async () => {
      const tables = ["pull_requests", "review_threads", "review_comments", "reviews"];
      const rows = await Promise.all(tables.map((table) => app.pool.query(`select * from ${table} order by id`)));
      return rows.map(({ rows: found }) => found);
    };
    await gitHost.flush();
    const left = "select count(*)::int as count from graphile_worker.jobs where task_identifier <> 'maintain'";
    await waitFor("the queue to be empty", 120_000, async () => {
      const { rows } = await app.pool.query(left);
      return rows[0].count === 0;
    });
    const known = await readReviews();
    expect(known.map((rows) => rows.length)).toEqual([1, 1, 1, 1]);
    const context = { stores: app.stores, records: gitHost.records };
    expect(await restorePullRequests(context, project)).toBe(0);
    await app.pool.query("delete from pull_requests");
    expect((await readReviews()).flat()).toEqual([]);
    expect(await restorePullRequests(context, project)).toBe(1);
    expect(await readReviews()).toEqual(known);
  });
});
