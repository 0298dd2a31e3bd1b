import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { activitySchema } from "#core/contracts/activity.ts";
import { type RunAnswer, runAnswerSchema } from "#core/contracts/answers.ts";
import { commitSchema } from "#core/contracts/commit.ts";
import { type Deployment, deploymentSchema, terminalDeploymentStates } from "#core/contracts/deployment.ts";
import { type ProjectAnswer, projectAnswerSchema } from "#core/contracts/project.ts";
import { type PullRequest, pullRequestSchema } from "#core/contracts/pull-request.ts";
import type { GitHubRepository } from "#tests/helpers/github/github-state.ts";
import { gitIn } from "#tests/helpers/github/repository-git.ts";
import { waitFor } from "#tests/helpers/product-client.ts";
import { type HostedApp, startHostedApp } from "#tests/helpers/start-hosted-app.ts";
import type { TestPerson } from "#tests/helpers/start-test-app.ts";

/** Of a test, and of each wait in it: generous, since runs share the machine with everything else. */
const LONG = 240_000;

/** One project from sign-up to production on GitHub and Vercel. The parts build on each other, in this order. */
describe("the whole story on GitHub and Vercel", { timeout: LONG }, () => {
  let hosted: HostedApp;
  let ada: TestPerson;
  let project: ProjectAnswer;
  let repository: GitHubRepository;
  let run: RunAnswer;
  let pullRequest: PullRequest;

  beforeAll(async () => {
    hosted = await startHostedApp();
    await hosted.app.startWorker();
  });
  afterAll(() => hosted.stop());

  const call = async <Answer>(
    schema: z.ZodType<Answer>,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer> => {
    const answer = await ada.call(method, `/api${path}`, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return schema.parse(JSON.parse(text));
  };
  const list = async <Item extends z.ZodType>(item: Item, path: string): Promise<z.output<Item>[]> =>
    (await call(z.object({ items: z.array(item) }), "GET", `/projects/${project.id}/${path}`)).items;
  const listDeployments = (): Promise<Deployment[]> => list(deploymentSchema, "deployments?limit=200");
  const waitForDeployment = (environment: "preview" | "production", commitSha: string): Promise<Deployment> =>
    waitFor(`a ${environment} of ${commitSha.slice(0, 7)}`, LONG, async () => {
      const all = await listDeployments();
      const found = all.find((each) => each.environment === environment && each.commitSha === commitSha);
      if (found?.state === "error" || found?.state === "blocked") throw new Error(JSON.stringify(found.error));
      return found?.state === "ready" ? found : null;
    });
  const waitForRun = (id: string): Promise<RunAnswer> =>
    waitFor("the end of the run", LONG, async () => {
      const now = await call(runAnswerSchema, "GET", `/runs/${id}`);
      if (now.state === "failed") throw new Error(JSON.stringify(now.error));
      return now.state === "finished" ? now : null;
    });
  const findPush = (commitSha: string) =>
    waitFor(`the push of ${commitSha.slice(0, 7)}`, LONG, async () =>
      (await list(activitySchema, "activity?limit=200")).find(
        ({ action, details }) => action === "branch.pushed" && details["commitSha"] === commitSha,
      ),
    );

  it("begins with a repository on GitHub that is deployed to production", async () => {
    ada = await hosted.connect("ada");
    const github = { installationId: hosted.installation.id, name: "notes" };
    project = await call(projectAnswerSchema, "POST", "/projects", { name: "Notes", github });
    expect(project).toMatchObject({ gitHost: "github", deployHost: "vercel", repositoryName: "acme/notes" });
    const found = hosted.github.state.repositories.find(({ id }) => id === project.repositoryId);
    if (found === undefined) throw new Error("GitHub has no repository.");
    repository = found;
    const production = await waitForDeployment("production", await gitIn(repository, ["rev-parse", "main"]));
    expect(production.url).toMatch(/^https:\/\/.+\.vercel\.app$/);
  });

  it("shows what a person pushes, in their name", async () => {
    const manifest = z.looseObject({}).parse(JSON.parse(await gitIn(repository, ["show", "main:package.json"])));
    // A repository without checks of its own: installing and compiling is told elsewhere.
    const files = { "package.json": `${JSON.stringify({ ...manifest, scripts: {} }, null, 2)}\n` };
    const commit = { branch: "main", files, message: "Drop the scripts" };
    const sha = await hosted.github.commitAs(repository, hosted.github.octocat, commit);
    expect(await findPush(sha)).toMatchObject({ actor: "user", details: { branch: "main", pusher: "octocat" } });
    const [head] = await list(commitSchema, "commits?branch=main");
    expect(head).toMatchObject({ sha, actor: "user", subject: "Drop the scripts" });
  });

  it("turns a prompt into a plan and steps, each a commit on GitHub with its trailers", async () => {
    const asked = await call(z.object({ id: z.string() }), "POST", `/projects/${project.id}/runs`, {
      prompt: "A notebook that keeps notes",
    });
    run = await waitForRun(asked.id);
    const features = await call(z.looseObject({ items: z.array(z.unknown()) }), "GET", `/projects/${project.id}/plan`);
    expect(features.items.length).toBeGreaterThan(0);
    const format =
      "--format=%H %(trailers:key=LetsCode-Run,valueonly,separator=) %(trailers:key=LetsCode-Step,valueonly,separator=)";
    const log = await gitIn(repository, ["log", "--reverse", format, `main..${run.branch}`]);
    expect(run.steps.length).toBeGreaterThanOrEqual(2);
    expect(log.split("\n")).toEqual(run.steps.map(({ commitSha, number }) => `${commitSha} ${run.id} ${number}`));
    const indexed = await waitFor("the commits to be known as pushed", LONG, async () => {
      const own = (await list(commitSchema, `commits?branch=${encodeURIComponent(run.branch)}`)).filter(
        ({ runId }) => runId === run.id,
      );
      return own.length === run.steps.length && own.every(({ pushed }) => pushed) ? own : null;
    });
    expect(indexed.every(({ actor }) => actor === "ai")).toBe(true);
    expect(await findPush(run.steps.at(-1)?.commitSha ?? "")).toMatchObject({ actor: "ai" });
  });

  it("has each head previewed once, though a fifth of Vercel's webhooks is lost", async () => {
    const preview = await waitForDeployment("preview", run.steps.at(-1)?.commitSha ?? "");
    expect(preview).toMatchObject({ isCurrent: true, host: "vercel" });
    expect((await hosted.vercel.fetch(preview.url ?? "", {})).status).toBe(200);
    const all = await waitFor("the end of every deployment", LONG, async () => {
      const now = await listDeployments();
      return now.every(({ state }) => terminalDeploymentStates.includes(state)) ? now : null;
    });
    expect(all.filter(({ state }) => state !== "ready" && state !== "canceled")).toEqual([]);
    const places = all.map(({ environment, branch, commitSha }) => `${environment} ${branch} ${commitSha}`);
    expect(places.toSorted()).toEqual([...new Set(places)].toSorted());
  });

  it("opens a pull request on GitHub that leads to the preview", async () => {
    pullRequest = await waitFor("a pull request that names its preview", LONG, async () => {
      const [first] = await list(pullRequestSchema, "pull-requests");
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
    await waitForDeployment("preview", head);
  });

  it("is merged on GitHub, and production is ready", async () => {
    const expectedHead = await gitIn(repository, ["rev-parse", run.branch]);
    const merge = { method: "merge", expectedHead };
    const merged = await call(pullRequestSchema, "POST", `/pull-requests/${pullRequest.id}/merge`, merge);
    expect(merged).toMatchObject({ state: "merged", mergeSha: await gitIn(repository, ["rev-parse", "main"]) });
    const production = await waitForDeployment("production", merged.mergeSha ?? "");
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
