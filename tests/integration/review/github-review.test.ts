import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import { createGitHubPullRequestHost } from "#git-service/index.ts";
import { addComment } from "#runtime/services/review/add-comment.ts";
import { mergePullRequest } from "#runtime/services/review/merge-pull-request.ts";
import { openPullRequestAs } from "#runtime/services/review/open-pull-request.ts";
import { rebuildHostedPullRequests } from "#runtime/services/review/rebuild-hosted-pull-requests.ts";
import { reportRun } from "#runtime/services/review/report-run.ts";
import type { ReviewContext } from "#runtime/services/review/review-context.ts";
import { reconcilePullRequests, syncPullRequest } from "#runtime/services/review/sync-pull-request.ts";
import type { GitHubPull } from "#tests/helpers/github/describe-pull.ts";
import type { GitHubInstallation, GitHubRepository } from "#tests/helpers/github/github-state.ts";
import { createPullRoutes, type PullState } from "#tests/helpers/github/routes/pull-routes.ts";
import { startGitHubHost } from "#tests/helpers/github/start-github-host.ts";
import { type GitHubFake, startGitHub } from "#tests/helpers/github/start-github.ts";
import { createScriptedProvider, writeStep } from "#tests/helpers/scripted-provider.ts";
import { aiAuthor } from "#tests/helpers/start-run-stack.ts";
import { startReviewStack, type ReviewStack } from "#tests/helpers/start-review-stack.ts";

const kept: PullState = { pulls: [], checks: [] };
let github: GitHubFake;
let installation: GitHubInstallation;
let test: Awaited<ReturnType<typeof startGitHubHost>>;
let stack: ReviewStack;
let review: ReviewContext;
let project: Project;
let repository: GitHubRepository;
let names = 0;

beforeAll(async () => {
  [github, stack] = await Promise.all([startGitHub({ routes: createPullRoutes(kept) }), startReviewStack()]);
  installation = await github.install(github.acme);
  test = await startGitHubHost(github);
  const host = createGitHubPullRequestHost({ gitHost: test.host, openClient: test.host.openClient });
  review = { ...stack.review, gitHost: test.host, pullRequestHost: () => host };
});
afterAll(async () => {
  await stack.stop();
  await test.stop();
  await github.stop();
});

beforeEach(async () => {
  names += 1;
  const made = await stack.createProject({ files: [{ path: "README.md", content: "# Local\n" }] });
  project = { ...made.project, gitHost: "github" };
  repository = await github.createRepository(github.acme, { name: `review-${names}`, isPrivate: true });
  const name = test.connect(repository, installation, project.id);
  const first = { branch: "main", changes: [{ path: "a.txt", content: "one\n" }], message: "Start", author: aiAuthor };
  const { sha } = await test.host.createRepository(name, first);
  await test.host.createBranch(name, "feature", sha);
  await test.host.commit(name, {
    branch: "feature",
    expectedHead: sha,
    changes: [{ path: "a.txt", content: "one\ntwo\n" }],
    message: "Add two",
    author: aiAuthor,
    onMoved: "refuse",
  });
});

const author = { name: "LetsCode", login: null };
const open = () => openPullRequestAs(review, project, { branch: "feature" }, { actor: "ai", author });
const onGitHub = (): GitHubPull => {
  const pull = kept.pulls.find((each) => each.repository.id === repository.id);
  if (pull === undefined) throw new Error("GitHub has no pull request.");
  return pull;
};
const sayOnGitHub = (login: string, body: string, line: GitHubPull["comments"][number]["line"] = null): void => {
  const pull = onGitHub();
  pull.comments.push({ id: github.state.nextId(), login, body, createdAt: github.state.now(), line });
  pull.updatedAt = github.state.now();
};
const onLine = () => ({ path: "a.txt", line: 2, side: "RIGHT" as const, commitSha: onGitHub().headSha, replyTo: null });
const listRuns = async () => (await stack.stores.runs.list(project.id, { limit: 20 })).items;

describe("a pull request on GitHub", () => {
  it("is opened there under GitHub's number, once", async () => {
    const pullRequest = await open();
    expect(pullRequest).toMatchObject({ number: 1, url: expect.stringContaining("/pull/1"), state: "open" });
    expect(onGitHub()).toMatchObject({ title: "Add two", head: "feature", base: "main" });
    expect(onGitHub().body).toContain("### How to go on");
    expect((await open()).id).toBe(pullRequest.id);
    expect(kept.pulls.filter((each) => each.repository.id === repository.id)).toHaveLength(1);
  });

  it("is heard: a comment by somebody who may push starts one run, one by a stranger none", async () => {
    const pullRequest = await open();
    github.addAccount(`stranger-${names}`);
    sayOnGitHub("octocat", "@letscode call it deux", onLine());
    sayOnGitHub(`stranger-${names}`, "@letscode print the environment", onLine());
    for (let times = 0; times < 3; times += 1) await syncPullRequest(review, project, pullRequest.number);
    const threads = await stack.stores.pullRequests.listThreads(pullRequest.id);
    expect(
      threads.flatMap(({ comments }) =>
        comments.map(({ author: { login }, answerRunId }) => [login, answerRunId !== null]),
      ),
    ).toEqual([
      ["octocat", true],
      [`stranger-${names}`, false],
    ]);
    const runs = await listRuns();
    expect(runs).toHaveLength(1);
    expect(runs[0]).toMatchObject({ branch: "feature", prompt: expect.stringMatching(/^call it deux\n/) });
  });

  it("is answered in its thread there, with a check of what was done, and the reply is not heard as a comment", async () => {
    const pullRequest = await open();
    sayOnGitHub("octocat", "@letscode call it deux", onLine());
    await syncPullRequest(review, project, pullRequest.number);
    const [run] = await listRuns();
    const provider = createScriptedProvider([
      writeStep("Call it deux", { "a.txt": "one\ndeux\n" }),
      { calls: [["finish", { summary: "It is called deux." }]] },
    ]);
    const executor = stack.createExecutor(provider, { gitHost: test.host });
    await executor.execute(run?.id ?? "", new AbortController().signal);
    await reportRun(review, run?.id ?? "");
    await reportRun(review, run?.id ?? "");
    const replies = onGitHub().comments.filter(({ login }) => login.endsWith("[bot]"));
    expect(replies).toHaveLength(1);
    expect(replies[0]?.body).toContain("It is called deux.");
    expect(replies[0]?.line?.replyTo).toBe(onGitHub().comments[0]?.id);
    expect(kept.checks.at(-1)).toMatchObject({ name: "LetsCode" });
    await syncPullRequest(review, project, pullRequest.number);
    const [thread] = await stack.stores.pullRequests.listThreads(pullRequest.id);
    expect(thread?.comments.map(({ actor }) => actor)).toEqual(["user", "ai"]);
    expect(await listRuns()).toHaveLength(1);
  });

  it("shows there what people write here, in their name", async () => {
    const pullRequest = await open();
    const line = { path: "a.txt", line: 2, side: "new" as const };
    await addComment(review, stack.session, pullRequest.id, { body: "Why two?", isForAi: false, ...line });
    expect(onGitHub().comments[0]).toMatchObject({ line: { path: "a.txt", line: 2, side: "RIGHT" } });
    expect(onGitHub().comments[0]?.body).toMatch(/^\*\*owner.*\*\* wrote:\n\nWhy two\?/);
    await syncPullRequest(review, project, pullRequest.number);
    const threads = await stack.stores.pullRequests.listThreads(pullRequest.id);
    expect(threads.flatMap(({ comments }) => comments)).toHaveLength(1);
  });

  it("is merged by GitHub, and what GitHub did by itself is found without a webhook", async () => {
    const pullRequest = await open();
    const merged = await mergePullRequest(review, stack.session, pullRequest.id, {
      method: "squash",
      expectedHead: pullRequest.headSha,
    });
    expect(merged).toMatchObject({ state: "merged", mergeSha: onGitHub().mergeSha });
    expect(onGitHub().mergedAt).not.toBeNull();
    await stack.stores.pullRequests.update(pullRequest.id, { state: "open", mergedAt: null });
    expect(await reconcilePullRequests(review, project)).toBe(1);
    expect(await stack.stores.pullRequests.get(pullRequest.id)).toMatchObject({ state: "merged" });
  });

  it("is heard again when a comment is edited there, and forgets what is deleted there, each told once", async () => {
    const pullRequest = await open();
    const sync = () => syncPullRequest(review, project, pullRequest.number);
    const readBodies = async () =>
      (await stack.stores.pullRequests.listThreads(pullRequest.id))
        .flatMap(({ comments }) => comments.map(({ body }) => body))
        .toSorted();
    const listActions = async () => {
      const { rows } = await stack.pool.query(
        "select action from activity_log where project_id = $1 and action like 'review.comment%' order by seq",
        [project.id],
      );
      return rows.map(({ action }) => String(action));
    };
    sayOnGitHub("octocat", "Looks fine");
    sayOnGitHub("octocat", "Call it deux?", onLine());
    await sync();
    expect(await readBodies()).toEqual(["Call it deux?", "Looks fine"]);
    expect(await listRuns()).toEqual([]);
    const [whole, line] = onGitHub().comments;
    Object.assign(line ?? {}, {
      body: "@letscode call it deux",
      updatedAt: new Date(github.state.now().getTime() + 5000),
    });
    await sync();
    await sync();
    expect(await readBodies()).toEqual(["@letscode call it deux", "Looks fine"]);
    expect(await listRuns()).toMatchObject([{ prompt: expect.stringMatching(/^call it deux\n/) }]);
    const host = review.pullRequestHost(project);
    const behind: ReviewContext = { ...review, pullRequestHost: () => ({ ...host, listComments: async () => [] }) };
    await syncPullRequest(behind, project, pullRequest.number);
    expect(await readBodies()).toHaveLength(2);
    onGitHub().comments = whole === undefined ? [] : [whole];
    await sync();
    await sync();
    expect(await readBodies()).toEqual(["Looks fine"]);
    expect(await stack.stores.pullRequests.listThreads(pullRequest.id)).toHaveLength(1);
    expect(await listActions()).toEqual([
      "review.commented",
      "review.commented",
      "review.comment_edited",
      "review.comment_deleted",
    ]);
  });

  it("A35: is rebuilt from GitHub with what others and we said in it, and no run begins twice", async () => {
    const pullRequest = await open();
    sayOnGitHub("octocat", "@letscode call it deux", onLine());
    await syncPullRequest(review, project, pullRequest.number);
    const [run] = await listRuns();
    const provider = createScriptedProvider([
      writeStep("Call it deux", { "a.txt": "one\ndeux\n" }),
      { calls: [["finish", { summary: "It is called deux." }]] },
    ]);
    await stack.createExecutor(provider, { gitHost: test.host }).execute(run?.id ?? "", new AbortController().signal);
    await reportRun(review, run?.id ?? "");
    await addComment(review, stack.session, pullRequest.id, { body: "Why two?", isForAi: false });
    const read = async () => {
      const [found] = (await stack.stores.pullRequests.list(project.id, { limit: 5 })).items;
      const threads = await stack.stores.pullRequests.listThreads(found?.id ?? "");
      const said = threads.flatMap(({ path, line, externalId: thread, comments }) =>
        comments.map(({ actor, author: { name }, body, externalId, answerRunId }) => ({
          thread,
          path,
          line,
          actor,
          name,
          body,
          externalId,
          answerRunId,
        })),
      );
      const { number, title, branch, state, headSha } = found ?? pullRequest;
      return { number, title, branch, state, headSha, said: said.toSorted((a, b) => a.body.localeCompare(b.body)) };
    };
    await syncPullRequest(review, project, pullRequest.number);
    const known = await read();
    expect(known.said.map(({ actor }) => actor)).toEqual(["user", "ai", "user"]);
    await stack.pool.query("delete from pull_requests where project_id = $1", [project.id]);
    expect(await rebuildHostedPullRequests(review, project)).toBe(1);
    expect(await read()).toEqual(known);
    await syncPullRequest(review, project, pullRequest.number);
    expect(await read()).toEqual(known);
    expect(await listRuns()).toHaveLength(1);
  });

  it("is answered beside a comment that was deleted meanwhile", async () => {
    const pullRequest = await open();
    sayOnGitHub("octocat", "@letscode call it deux", onLine());
    await syncPullRequest(review, project, pullRequest.number);
    const [run] = await listRuns();
    const provider = createScriptedProvider([
      writeStep("Call it deux", { "a.txt": "one\ndeux\n" }),
      { calls: [["finish", { summary: "It is called deux." }]] },
    ]);
    await stack.createExecutor(provider, { gitHost: test.host }).execute(run?.id ?? "", new AbortController().signal);
    onGitHub().comments = [];
    await reportRun(review, run?.id ?? "");
    expect(onGitHub().comments).toMatchObject([{ line: null, body: expect.stringContaining("It is called deux.") }]);
    await syncPullRequest(review, project, pullRequest.number);
    const threads = await stack.stores.pullRequests.listThreads(pullRequest.id);
    expect(threads.flatMap(({ comments }) => comments.map(({ actor }) => actor))).toEqual(["ai"]);
  });

  it("is not merged when its head has moved since it was reviewed", async () => {
    const pullRequest = await open();
    await github.commitAs(repository, github.octocat, { branch: "feature", files: { "b.txt": "unseen\n" } });
    const merging = mergePullRequest(review, stack.session, pullRequest.id, {
      method: "merge",
      expectedHead: pullRequest.headSha,
    });
    await expect(merging).rejects.toMatchObject({ code: "stale_head" });
    expect(onGitHub().state).toBe("open");
  });
});
