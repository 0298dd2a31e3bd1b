import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { RunAnswer } from "#core/contracts/answers.ts";
import { commitSchema } from "#core/contracts/commit.ts";
import { terminalDeploymentStates } from "#core/contracts/deployment.ts";
import type { ProjectAnswer } from "#core/contracts/project.ts";
import { type PullRequest, pullRequestAnswerSchema, pullRequestSchema } from "#core/contracts/pull-request.ts";
import type { GitHubRepository } from "#tests/helpers/github/github-state.ts";
import { gitIn } from "#tests/helpers/github/repository-git.ts";
import { createHostedProject, type HostedClient, LONG } from "#tests/helpers/hosted-client.ts";
import { waitFor } from "#tests/helpers/product-client.ts";
import { type HostedApp, startHostedApp } from "#tests/helpers/start-hosted-app.ts";

/** One project from sign-up to production on GitHub and Vercel. The parts build on each other, in this order. */
describe("the whole story on GitHub and Vercel", { timeout: LONG }, () => {
  let hosted: HostedApp;
  let client: HostedClient;
  let project: ProjectAnswer;
  let repository: GitHubRepository;
  let run: RunAnswer;
  let pullRequest: PullRequest;

  beforeAll(async () => {
    hosted = await startHostedApp();
    await hosted.app.startWorker();
  });
  afterAll(() => hosted.stop());

  const readComments = async (): Promise<string[]> => {
    const { threads } = await client.call(pullRequestAnswerSchema, "GET", `/pull-requests/${pullRequest.id}`);
    return threads.flatMap(({ comments }) => comments.map(({ body }) => body));
  };

  it("begins with a repository on GitHub that is deployed to production", async () => {
    const made = await createHostedProject(hosted, await hosted.connect("ada"), "notes");
    ({ project, repository, client } = made);
    expect(project).toMatchObject({ gitHost: "github", deployHost: "vercel", repositoryName: "acme/notes" });
    const production = await client.waitForDeployment("production", await gitIn(repository, ["rev-parse", "main"]));
    expect(production.url).toMatch(/^https:\/\/.+\.vercel\.app$/);
  });

  it("shows what a person pushes, in their name", async () => {
    const sha = await client.dropScripts(repository);
    expect(await client.findPush(sha)).toMatchObject({ actor: "user", details: { branch: "main", pusher: "octocat" } });
    const [head] = await client.list(commitSchema, "commits?branch=main");
    expect(head).toMatchObject({ sha, actor: "user", subject: "Drop the scripts" });
  });

  it("turns a prompt into a plan and steps, each a commit on GitHub with its trailers", async () => {
    run = await client.waitForRun(await client.startRun("A notebook that keeps notes"));
    const features = await client.call(
      z.looseObject({ items: z.array(z.unknown()) }),
      "GET",
      `/projects/${project.id}/plan`,
    );
    expect(features.items.length).toBeGreaterThan(0);
    const format =
      "--format=%H %(trailers:key=LetsCode-Run,valueonly,separator=) %(trailers:key=LetsCode-Step,valueonly,separator=)";
    const log = await gitIn(repository, ["log", "--reverse", format, `main..${run.branch}`]);
    expect(run.steps.length).toBeGreaterThanOrEqual(2);
    expect(log.split("\n")).toEqual(run.steps.map(({ commitSha, number }) => `${commitSha} ${run.id} ${number}`));
    const indexed = await waitFor("the commits to be known as pushed", LONG, async () => {
      const own = (await client.list(commitSchema, `commits?branch=${encodeURIComponent(run.branch)}`)).filter(
        ({ runId }) => runId === run.id,
      );
      return own.length === run.steps.length && own.every(({ pushed }) => pushed) ? own : null;
    });
    expect(indexed.every(({ actor }) => actor === "ai")).toBe(true);
    expect(await client.findPush(run.steps.at(-1)?.commitSha ?? "")).toMatchObject({ actor: "ai" });
  });

  it("has each head previewed once, though a fifth of Vercel's webhooks is lost", async () => {
    const preview = await client.waitForDeployment("preview", run.steps.at(-1)?.commitSha ?? "");
    expect(preview).toMatchObject({ isCurrent: true, host: "vercel" });
    expect((await hosted.vercel.fetch(preview.url ?? "", {})).status).toBe(200);
    const all = await waitFor("the end of every deployment", LONG, async () => {
      const now = await client.listDeployments();
      return now.every(({ state }) => terminalDeploymentStates.includes(state)) ? now : null;
    });
    expect(all.filter(({ state }) => state !== "ready" && state !== "canceled")).toEqual([]);
    const places = all.map(({ environment, branch, commitSha }) => `${environment} ${branch} ${commitSha}`);
    expect(places.toSorted()).toEqual([...new Set(places)].toSorted());
  });

  it("opens a pull request on GitHub that leads to the preview", async () => {
    pullRequest = await waitFor("a pull request that names its preview", LONG, async () => {
      const [first] = await client.list(pullRequestSchema, "pull-requests");
      return first?.body.includes(".vercel.app") === true ? first : null;
    });
    expect(pullRequest).toMatchObject({ branch: run.branch, state: "open", number: 1, runId: run.id });
    const [pull] = hosted.reviews.pulls;
    expect(pull?.body).toBe(pullRequest.body);
    expect(hosted.reviews.checks.at(-1)).toMatchObject({ name: "LetsCode", headSha: run.steps.at(-1)?.commitSha });
  });

  it("answers a review comment with a commit and a reply", async () => {
    await hosted.comment(repository, "@letscode add a website to notes", "README.md");
    const reply = await waitFor("the reply on GitHub", LONG, async () =>
      hosted.reviews.pulls[0]?.comments.find(({ login }) => login.endsWith("[bot]")),
    );
    const head = await gitIn(repository, ["rev-parse", run.branch]);
    expect(reply.body).toContain(`Done in \`${head.slice(0, 7)}\``);
    expect(reply.line?.replyTo).toBe(hosted.reviews.pulls[0]?.comments[0]?.id);
    expect(await gitIn(repository, ["rev-parse", `${run.branch}^`])).toBe(run.steps.at(-1)?.commitSha);
    await client.waitForDeployment("preview", head);
  });

  it("follows a comment that is edited and deleted on GitHub", async () => {
    const [asked] = hosted.reviews.pulls[0]?.comments ?? [];
    if (asked === undefined) throw new Error("GitHub has no comment.");
    await hosted.changeComment(asked, "@letscode add a website to notes, thanks");
    await expect.poll(readComments, { timeout: LONG }).toContain("@letscode add a website to notes, thanks");
    await hosted.changeComment(asked, null);
    await expect.poll(readComments, { timeout: LONG }).toEqual([expect.stringMatching(/^Done in/)]);
  });

  it("is merged on GitHub, and production is ready", async () => {
    const expectedHead = await gitIn(repository, ["rev-parse", run.branch]);
    const merge = { method: "merge", expectedHead };
    const merged = await client.call(pullRequestSchema, "POST", `/pull-requests/${pullRequest.id}/merge`, merge);
    expect(merged).toMatchObject({ state: "merged", mergeSha: await gitIn(repository, ["rev-parse", "main"]) });
    const production = await client.waitForDeployment("production", merged.mergeSha ?? "");
    expect(production.isCurrent).toBe(true);
    const [vercelProject] = hosted.vercel.state.projects.values();
    expect(vercelProject?.production).toBe(production.externalId);
    expect(production.url).toBe(`https://${vercelProject?.name}.vercel.app`);
  });

  it("took every webhook that arrived, and did without the others", async () => {
    expect(hosted.faults).toEqual([]);
    expect(hosted.lost).toHaveLength(Math.floor(hosted.vercel.webhooks.sent / 5));
    expect(hosted.lost.length).toBeGreaterThan(0);
    const open = "select source, event, error from webhook_deliveries where state in ('received', 'failed')";
    const left = await waitFor("every delivery to be worked off", LONG, async () => {
      const { rows } = await hosted.app.pool.query(open);
      return rows.length === 0 || rows.some(({ error }) => error !== null) ? rows : null;
    });
    expect(left).toEqual([]);
    const { rows } = await hosted.app.pool.query(
      "select distinct source from webhook_deliveries where state = 'processed' order by source",
    );
    expect(rows.map(({ source }) => String(source))).toEqual(["github", "status", "vercel"]);
  });
});
