import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { writeAnswerSchema, type RunAnswer } from "#core/contracts/answers.ts";
import { commitSchema } from "#core/contracts/commit.ts";
import { pullRequestSchema } from "#core/contracts/pull-request.ts";
import { tryGit } from "#tests/helpers/git-client.ts";
import type { GitHubRepository, RefMove } from "#tests/helpers/github/github-state.ts";
import { gitIn } from "#tests/helpers/github/repository-git.ts";
import { createHostedProject, type HostedClient, LONG } from "#tests/helpers/hosted-client.ts";
import { waitFor } from "#tests/helpers/product-client.ts";
import { type HostedApp, startHostedApp } from "#tests/helpers/start-hosted-app.ts";

const PROMPT = "A notebook that keeps notes";

/** What people and networks do to a project on GitHub while the AI is at work. */
describe("a project on GitHub when things go wrong", { timeout: LONG }, () => {
  let hosted: HostedApp;
  let client: HostedClient;
  let repository: GitHubRepository;

  beforeAll(async () => {
    hosted = await startHostedApp();
    await hosted.app.startWorker();
    ({ repository, client } = await createHostedProject(hosted, await hosted.connect("ada"), "notes"));
    await client.dropScripts(repository);
  }, LONG);
  afterEach(() => hosted.github.faults.clear());
  afterAll(() => hosted.stop());

  const isAncestor = async (sha: string, of: string): Promise<boolean> =>
    (await tryGit(repository.directory, ["merge-base", "--is-ancestor", sha, of])).code === 0;

  /** Does something right after the AI's first step has arrived on GitHub. */
  const afterFirstStep = (act: (move: RefMove) => Promise<void> | void): void => {
    let isDone = false;
    hosted.github.state.refListeners.push(async (move) => {
      if (isDone || move.before === null || !move.ref.startsWith("refs/heads/letscode/")) return;
      isDone = true;
      await act(move);
    });
  };

  /** Each step of a run is one commit on its branch, as its trailers say. */
  const expectOneCommitEach = async (run: RunAnswer): Promise<void> => {
    const format =
      "--format=%H %(trailers:key=LetsCode-Run,valueonly,separator=) %(trailers:key=LetsCode-Step,valueonly,separator=)";
    const log = (await gitIn(repository, ["log", "--reverse", format, `main..${run.branch}`])).split("\n");
    const own = log.filter((line) => line.includes(run.id));
    expect(run.steps.length).toBeGreaterThanOrEqual(2);
    expect(own).toEqual(run.steps.map(({ commitSha, number }) => `${commitSha} ${run.id} ${number}`));
  };

  let first: RunAnswer;
  let human: string;

  it("A11: keeps what a person pushes during a run, and goes on from it", async () => {
    const pushed = Promise.withResolvers<string>();
    afterFirstStep(async ({ ref }) => {
      const branch = ref.slice("refs/heads/".length);
      const commit = { branch, files: { "docs/ideas.md": "Mine.\n" }, message: "Write down ideas" };
      pushed.resolve(await hosted.github.commitAs(repository, hosted.github.octocat, commit));
    });
    first = await client.waitForRun(await client.startRun(PROMPT));
    human = await pushed.promise;
    await expectOneCommitEach(first);
    const head = await gitIn(repository, ["rev-parse", first.branch]);
    expect(await isAncestor(human, head)).toBe(true);
    expect(await gitIn(repository, ["show", `${head}:docs/ideas.md`])).toBe("Mine.");
    expect(await client.findPush(human)).toMatchObject({ actor: "user", details: { pusher: "octocat" } });
    const commits = await client.list(commitSchema, `commits?branch=${encodeURIComponent(first.branch)}`);
    expect(commits.find(({ sha }) => sha === human)).toMatchObject({ actor: "user", pushed: true, runId: null });
  });

  it("follows a forced push: says so, moves the pull request, keeps what was taken readable, and goes on from there", async () => {
    const taken = await gitIn(repository, ["rev-parse", first.branch]);
    const [pull] = await waitFor("the pull request", LONG, async () => {
      const found = await client.list(pullRequestSchema, "pull-requests");
      return found.length > 0 ? found : null;
    });
    const kept = first.steps[0]?.commitSha ?? "";
    await hosted.github.forceBranch(repository, hosted.github.octocat, first.branch, kept);
    expect(await client.findPush(kept)).toMatchObject({ actor: expect.any(String) });
    const forced = await waitFor("the forced push", LONG, async () =>
      (await client.listActivity()).find(({ details }) => details["isForced"] === true),
    );
    expect(forced).toMatchObject({ details: { before: taken, commitSha: kept, branch: first.branch } });
    await waitFor("the pull request at the forced head", LONG, async () => {
      const now = await client.call(pullRequestSchema, "GET", `/pull-requests/${pull?.id}`);
      return now.headSha === kept;
    });
    const { id } = await client.getProject();
    const tree = z.object({ commitSha: z.string() });
    expect(await client.call(tree, "GET", `/projects/${id}/tree?ref=${taken}`)).toEqual({ commitSha: taken });
    const again = await client.waitForRun(await client.startRun("Add a website to notes", first.branch));
    const head = await gitIn(repository, ["rev-parse", first.branch]);
    expect(head).toBe(again.steps.at(-1)?.commitSha);
    expect(await isAncestor(kept, head)).toBe(true);
    expect(await isAncestor(human, head)).toBe(false);
  });

  it("goes on when its token is revoked in the middle of a run", async () => {
    let revoked = 0;
    afterFirstStep(() => {
      for (const [text, { kind }] of hosted.github.state.tokens) {
        if (kind !== "installation") continue;
        hosted.github.state.tokens.delete(text);
        revoked += 1;
      }
    });
    const run = await client.waitForRun(await client.startRun(PROMPT));
    expect(revoked).toBeGreaterThan(0);
    await expectOneCommitEach(run);
  });

  it("goes on when GitHub takes no more requests in the middle of a push", async () => {
    afterFirstStep(() => {
      hosted.github.faults.add({ on: "/git-receive-pack", fault: { status: 429 }, times: 2 });
      hosted.github.faults.add({
        on: "access_tokens",
        fault: { status: 403, message: "You have exceeded a secondary rate limit.", headers: { "retry-after": "11" } },
        times: 1,
      });
      for (const [text, { kind }] of hosted.github.state.tokens) {
        if (kind === "installation") hosted.github.state.tokens.delete(text);
      }
    });
    const run = await client.waitForRun(await client.startRun(PROMPT));
    await expectOneCommitEach(run);
    const told = (await client.listActivity()).filter(
      ({ action, runId }) => action === "step.not_pushed" && runId === run.id,
    );
    expect(told.length).toBeGreaterThan(0);
  });

  it("A8: shows a step as not pushed while the network is away, and pushes it once when it is back", async () => {
    afterFirstStep(() => hosted.github.faults.add({ on: `/${repository.name}.git/`, fault: "cut" }));
    const id = await client.startRun(PROMPT);
    const waiting = await waitFor("a step that is not pushed", LONG, async () => {
      const now = await client.getRun(id);
      return now.steps.some(({ state }) => state === "not_pushed") ? now : null;
    });
    expect(waiting.state).toBe("running");
    expect(await gitIn(repository, ["rev-parse", waiting.branch])).toBe(waiting.steps[0]?.commitSha);
    hosted.github.faults.clear();
    // The next push arrives, and its answer does not.
    hosted.github.faults.add({ on: "POST /acme/notes.git/git-receive-pack", fault: "cut-after", times: 1 });
    await expectOneCommitEach(await client.waitForRun(id));
  });

  it("is the same project when it is renamed on GitHub", async () => {
    await hosted.github.rename(repository, "notebook");
    const expectedHead = await gitIn(repository, ["rev-parse", "main"]);
    const { id } = await client.getProject();
    const edit = { branch: "main", expectedHead, message: "Edit", files: [{ path: "a.md", content: "1\n" }] };
    const { sha } = await client.call(writeAnswerSchema, "PUT", `/projects/${id}/files`, edit);
    expect(await gitIn(repository, ["rev-parse", "main"])).toBe(sha);
    const theirs = await hosted.github.commitAs(repository, hosted.github.octocat, {
      branch: "main",
      files: { "b.md": "2\n" },
    });
    await client.findPush(theirs);
    const renamed = await client.getProject();
    expect(renamed).toMatchObject({ id, repositoryName: "acme/notebook", repositoryId: repository.id });
    expect(renamed.cloneUrl).toContain("/acme/notebook.git");
    const lines = await client.listActivity();
    expect(lines.find(({ action }) => action === "repository.renamed")).toMatchObject({
      details: { name: "acme/notebook", from: "notes" },
    });
    await client.waitForDeployment("production", theirs);
  });

  it("follows another default branch, and the end of the first, and builds production from it", async () => {
    const { github } = hosted;
    const head = await gitIn(repository, ["rev-parse", "main"]);
    await github.forceBranch(repository, github.octocat, "trunk", head);
    await github.moveDefaultBranch(repository, "trunk");
    await github.forceBranch(repository, github.octocat, "main", null);
    await expect.poll(async () => (await client.getProject()).defaultBranch, { timeout: LONG }).toBe("trunk");
    const next = await github.commitAs(repository, github.octocat, { branch: "trunk", files: { "c.md": "3\n" } });
    const production = await client.waitForDeployment("production", next);
    expect(production).toMatchObject({ branch: "trunk", isCurrent: true });
    const lines = await client.listActivity();
    expect(lines.find(({ action }) => action === "repository.default_branch_moved")).toMatchObject({
      details: { from: "main", to: "trunk" },
    });
    expect(
      lines.find(({ action, details }) => action === "branch.deleted" && details["branch"] === "main"),
    ).toBeTruthy();
  });
});
