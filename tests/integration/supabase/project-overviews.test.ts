import { afterAll, beforeAll, expect, test } from "vitest";
import type { Project } from "#core/contracts/project.ts";
import { startTestStack, type TestStack, type TestUser } from "#tests/helpers/start-test-stack.ts";

let stack: TestStack;
let owner: TestUser;
let stranger: TestUser;

beforeAll(async () => {
  stack = await startTestStack();
  owner = await stack.signUp("owner");
  stranger = await stack.signUp("stranger");
});
afterAll(() => stack.stop());

const makeProject = (name: string): Promise<Project> =>
  stack.stores.projects.create({
    ownerId: owner.id,
    name,
    slug: name,
    template: "static",
    gitHost: "local",
    deployHost: "local",
    defaultBranch: "main",
  });

const serve = async (project: Project, branch: string, environment: "preview" | "production") => {
  const { id } = await stack.stores.deployments.request({
    projectId: project.id,
    host: "local",
    environment,
    branch,
    commitSha: "a".repeat(40),
    requestedBy: "user",
  });
  const attempt = (await stack.stores.deployments.claim(id))?.attempt ?? 0;
  const url = `http://${environment}.example.com`;
  await stack.stores.deployments.transition(id, { attempt, state: "building" });
  await stack.stores.deployments.transition(id, { attempt, state: "ready", url, address: `${branch}-${environment}` });
};

const startRun = (project: Project, prompt: string) =>
  stack.stores.runs.create({
    projectId: project.id,
    requestedBy: owner.id,
    kind: "prompt",
    branch: `letscode/${prompt}`,
    prompt,
    provider: "demo",
    model: "demo",
    promptName: "builder",
    promptVersion: 1,
    idempotencyKey: null,
  });

test("a new project has nothing to tell but that it was made", async () => {
  const project = await makeProject("empty");
  const [overview] = await owner.stores.projects.listOverviews([project.id]);
  expect(overview).toMatchObject({ projectId: project.id, lastRunState: null, liveUrl: null });
});

test("the newest run, the newest activity and what production serves are told", async () => {
  const project = await makeProject("busy");
  const { run } = await startRun(project, "first");
  await stack.stores.runs.requestStop(run.id);
  await startRun(project, "second");
  await serve(project, "draft", "preview");
  await serve(project, "main", "production");
  const before = Date.now();
  await stack.stores.activity.append({ projectId: project.id, actor: "user", action: "file.saved", details: {} });

  const [overview] = await owner.stores.projects.listOverviews([project.id]);
  expect(overview).toMatchObject({ lastRunState: "queued", liveUrl: "http://production.example.com" });
  expect(Date.parse(overview?.lastActivityAt ?? "")).toBeGreaterThanOrEqual(before - 1_000);
});

test("A18: a stranger asking by id learns nothing", async () => {
  const project = await makeProject("secret");
  expect(await owner.stores.projects.listOverviews([project.id])).toHaveLength(1);
  expect(await stranger.stores.projects.listOverviews([project.id])).toEqual([]);
});
