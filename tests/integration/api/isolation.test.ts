import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Run } from "#core/contracts/run.ts";
import { routes } from "#runtime/api/routes/index.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

interface Scene {
  projectId: string;
  head: string;
  run: Run;
  deployment: Deployment;
  tokenId: string;
  imageId: string;
  pullRequestId: string;
  threadId: string;
  endpointId: string;
  messageId: string;
}

const GIF = "R0lGODlhAQABAAAAACw=";

/** What each route with an id is called with. A new route without a line here fails the first test. */
const calls: Record<string, { id: (scene: Scene) => string; query?: string; body?: (scene: Scene) => unknown }> = {
  "get /api/projects/{id}": { id: (scene) => scene.projectId },
  "patch /api/projects/{id}": { id: (scene) => scene.projectId, body: () => ({ name: "Renamed" }) },
  "get /api/projects/{id}/activity": { id: (scene) => scene.projectId },
  "get /api/projects/{id}/branches": { id: (scene) => scene.projectId },
  "get /api/projects/{id}/commits": { id: (scene) => scene.projectId },
  "get /api/projects/{id}/tree": { id: (scene) => scene.projectId },
  "get /api/projects/{id}/file": { id: (scene) => scene.projectId, query: "?path=README.md" },
  "get /api/projects/{id}/diff": { id: (scene) => scene.projectId, query: "?head=main" },
  "get /api/projects/{id}/plan": { id: (scene) => scene.projectId },
  "put /api/projects/{id}/plan": {
    id: (scene) => scene.projectId,
    body: () => ({ features: [{ feature: "Search" }] }),
  },
  "get /api/projects/{id}/runs": { id: (scene) => scene.projectId },
  "post /api/projects/{id}/runs": { id: (scene) => scene.projectId, body: () => ({ prompt: "Add a search" }) },
  "get /api/projects/{id}/deployments": { id: (scene) => scene.projectId },
  "post /api/projects/{id}/deployments": { id: (scene) => scene.projectId, body: () => ({ branch: "main" }) },
  "put /api/projects/{id}/files": {
    id: (scene) => scene.projectId,
    body: ({ head }) => ({ branch: "main", expectedHead: head, files: [{ path: "note.txt", content: "hello\n" }] }),
  },
  "post /api/projects/{id}/merge": { id: (scene) => scene.projectId, body: () => ({ branch: "main" }) },
  "post /api/projects/{id}/revert": { id: (scene) => scene.projectId, body: ({ head }) => ({ commit: head }) },
  "post /api/projects/{id}/restore": { id: (scene) => scene.projectId, body: ({ head }) => ({ commit: head }) },
  "get /api/projects/{id}/comparison": { id: (scene) => scene.projectId, query: "?left=main&right=main" },
  "post /api/projects/{id}/images": {
    id: (scene) => scene.projectId,
    body: () => ({ mediaType: "image/gif", data: GIF }),
  },
  "get /api/images/{id}": { id: (scene) => scene.imageId },
  "patch /api/runs/{id}": { id: ({ run }) => run.id, body: () => ({ prompt: "Build it in blue" }) },
  "post /api/runs/{id}/retry": { id: ({ run }) => run.id, body: () => ({}) },
  "post /api/runs/{id}/redo": { id: ({ run }) => run.id, body: () => ({ step: 1 }) },
  "get /api/runs/{id}": { id: ({ run }) => run.id },
  "get /api/runs/{id}/messages": { id: ({ run }) => run.id },
  "get /api/runs/{id}/live": { id: ({ run }) => run.id },
  "post /api/runs/{id}/stop": { id: ({ run }) => run.id },
  "post /api/runs/{id}/resume": { id: ({ run }) => run.id, body: () => ({}) },
  "delete /api/runs/{id}": { id: ({ run }) => run.id },
  "get /api/deployments/{id}": { id: ({ deployment }) => deployment.id },
  "get /api/deployments/{id}/logs": { id: ({ deployment }) => deployment.id },
  "post /api/deployments/{id}/cancel": { id: ({ deployment }) => deployment.id },
  "post /api/deployments/{id}/retry": { id: ({ deployment }) => deployment.id },
  "post /api/deployments/{id}/promote": { id: ({ deployment }) => deployment.id },
  "get /api/projects/{id}/pull-requests": { id: (scene) => scene.projectId },
  "post /api/projects/{id}/pull-requests": { id: (scene) => scene.projectId, body: () => ({ branch: "main" }) },
  "get /api/pull-requests/{id}": { id: (scene) => scene.pullRequestId },
  "patch /api/pull-requests/{id}": { id: (scene) => scene.pullRequestId, body: () => ({ title: "Renamed" }) },
  "post /api/pull-requests/{id}/comments": { id: (scene) => scene.pullRequestId, body: () => ({ body: "Why?" }) },
  "post /api/pull-requests/{id}/reviews": {
    id: (scene) => scene.pullRequestId,
    body: () => ({ verdict: "approved" }),
  },
  "patch /api/review-threads/{id}": { id: (scene) => scene.threadId, body: () => ({ state: "resolved" }) },
  "post /api/pull-requests/{id}/merge": {
    id: (scene) => scene.pullRequestId,
    body: ({ head }) => ({ method: "merge", expectedHead: head }),
  },
  "post /api/pull-requests/{id}/resolve-conflicts": { id: (scene) => scene.pullRequestId },
  "post /api/pull-requests/{id}/revert": { id: (scene) => scene.pullRequestId },
  "post /api/deployments/{id}/repair": { id: ({ deployment }) => deployment.id },
  "get /api/deployments/{id}/repairs": { id: ({ deployment }) => deployment.id },
  "get /api/projects/{id}/repair-settings": { id: (scene) => scene.projectId },
  "put /api/projects/{id}/repair-settings": {
    id: (scene) => scene.projectId,
    body: () => ({ isAutomatic: true, maximumAttempts: 2 }),
  },
  "post /api/projects/{id}/deploy-host/check": { id: (scene) => scene.projectId },
  "get /api/projects/{id}/domains": { id: (scene) => scene.projectId },
  "post /api/projects/{id}/domains": { id: (scene) => scene.projectId, body: () => ({ name: "app.example.com" }) },
  "post /api/projects/{id}/domains/{domain}/verify": { id: (scene) => scene.projectId },
  "delete /api/projects/{id}/domains/{domain}": { id: (scene) => scene.projectId },
  "get /api/projects/{id}/variables": { id: (scene) => scene.projectId },
  "put /api/projects/{id}/variables": {
    id: (scene) => scene.projectId,
    body: () => ({ name: "API_KEY", value: "abc", environments: ["preview"] }),
  },
  "delete /api/projects/{id}/variables/{name}": { id: (scene) => scene.projectId },
  "get /api/projects/{id}/status-endpoints": { id: (scene) => scene.projectId },
  "post /api/projects/{id}/status-endpoints": {
    id: (scene) => scene.projectId,
    body: () => ({ url: "https://hooks.example.com/" }),
  },
  "get /api/projects/{id}/status-messages": { id: (scene) => scene.projectId },
  "post /api/status-messages/{id}/resend": { id: (scene) => scene.messageId },
  "patch /api/status-endpoints/{id}": { id: (scene) => scene.endpointId, body: () => ({ isEnabled: true }) },
  "post /api/status-endpoints/{id}/rotate": { id: (scene) => scene.endpointId },
  "post /api/status-endpoints/{id}/test": { id: (scene) => scene.endpointId },
  "delete /api/status-endpoints/{id}": { id: (scene) => scene.endpointId },
  "get /api/projects/{id}/budgets": { id: (scene) => scene.projectId },
  "put /api/projects/{id}/budgets/{period}": {
    id: (scene) => scene.projectId,
    body: () => ({ limitUsd: 5, limitTokens: null }),
  },
  "get /api/projects/{id}/usage": { id: (scene) => scene.projectId },
  "post /api/projects/{id}/repository/move": { id: (scene) => scene.projectId, body: () => ({ installationId: 1 }) },
  "post /api/projects/{id}/repository/disconnect": { id: (scene) => scene.projectId },
  "post /api/projects/{id}/repository/reconnect": { id: (scene) => scene.projectId },
  "delete /api/access-tokens/{id}": { id: (scene) => scene.tokenId },
  // Last, since the scene goes with it.
  "delete /api/projects/{id}": { id: (scene) => scene.projectId },
};

/** Routes of admins are refused to everybody else whatever the id: see admin-routes.test.ts. */
const withIds = routes.filter(({ path }) => path.includes("{id}") && !path.startsWith("/api/admin/"));
const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

const makeReview = async ({ stores }: TestApp, projectId: string, headSha: string) => {
  const author = { name: "Ada", login: null };
  const { pullRequest } = await stores.pullRequests.open({
    projectId,
    branch: "feature",
    base: "main",
    headSha,
    title: "Shop",
    body: "",
    isBodyManaged: true,
    runId: null,
    actor: "user",
    author,
  });
  const { thread } = await stores.pullRequests.addComment({
    thread: { projectId, pullRequestId: pullRequest.id, commitSha: headSha },
    comment: { actor: "user", author, body: "Why?" },
  });
  return { pullRequestId: pullRequest.id, threadId: thread.id };
};

const makeScene = async (app: TestApp, owner: TestPerson): Promise<Scene> => {
  const project = await (await owner.call("POST", "/api/projects", { name: "Owned", template: "static" })).json();
  const { commitSha: head } = await (await owner.call("GET", `/api/projects/${project.id}/tree`)).json();
  const run = await (await owner.call("POST", `/api/projects/${project.id}/runs`, { prompt: "Build it" })).json();
  const token = await (await owner.call("POST", "/api/access-tokens", { projectId: project.id, scope: "read" })).json();
  const deployment = await app.stores.deployments.request({
    projectId: project.id,
    host: "local",
    environment: "preview",
    branch: "main",
    commitSha: head,
    requestedBy: "user",
  });
  const image = { mediaType: "image/gif", data: GIF };
  const { id: imageId } = await (await owner.call("POST", `/api/projects/${project.id}/images`, image)).json();
  const { pullRequestId, threadId } = await makeReview(app, project.id, head);
  const made = { url: "https://hooks.example.com/" };
  const endpoint = await (await owner.call("POST", `/api/projects/${project.id}/status-endpoints`, made)).json();
  const message = await (await owner.call("POST", `/api/status-endpoints/${endpoint.id}/test`)).json();
  const ids = { tokenId: token.id, imageId, pullRequestId, threadId, endpointId: endpoint.id, messageId: message.id };
  return { projectId: project.id, head, run, deployment, ...ids };
};

const request = (person: TestPerson, name: string, scene: Scene): Promise<Response> => {
  const [method = "", pattern = ""] = name.split(" ");
  const call = calls[name];
  if (call === undefined) throw new Error(`no call for ${name}`);
  const path = pattern
    .replace("{id}", call.id(scene))
    .replace("{name}", "API_KEY")
    .replace("{domain}", "app.example.com")
    .replace("{period}", "day");
  const address = `${path}${call.query ?? ""}`;
  return person.call(method.toUpperCase(), address, call.body?.(scene));
};

describe("A18: ids are no credentials", () => {
  let app: TestApp;
  let owner: TestPerson;
  let stranger: TestPerson;
  let scene: Scene;

  beforeAll(async () => {
    app = await startTestApp();
    owner = await app.signUp("owner");
    stranger = await app.signUp("stranger");
    scene = await makeScene(app, owner);
  });
  afterAll(() => app.stop());

  it("knows how to call every route that takes an id", () => {
    expect(withIds.map(nameOf).toSorted()).toEqual(Object.keys(calls).toSorted());
  });

  it.each(withIds.map(nameOf))("answers a stranger 404: %s", async (name) => {
    const answer = await request(stranger, name, scene);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: "not_found", fix: expect.any(String) });
  });

  it.each(withIds.map(nameOf))("answers nobody 401: %s", async (name) => {
    const anonymous = { ...stranger, call: (method: string, path: string) => fetch(`${app.url}${path}`, { method }) };
    expect((await request(anonymous, name, scene)).status).toBe(401);
  });

  it("lists nothing of anybody else", async () => {
    for (const path of ["/api/projects", "/api/access-tokens", "/api/projects?by=owner/owned"]) {
      expect(await (await stranger.call("GET", path)).json()).toEqual({ items: [], nextCursor: null });
    }
    expect((await (await owner.call("GET", "/api/projects")).json()).items).toHaveLength(1);
  });

  it("gives no token for somebody else's project", async () => {
    const body = { projectId: scene.projectId, scope: "write" };
    expect((await stranger.call("POST", "/api/access-tokens", body)).status).toBe(404);
  });

  it("sends nobody but the owner into a preview", async () => {
    const { attempt } = (await app.stores.deployments.claim(scene.deployment.id)) ?? { attempt: 0 };
    const change = { attempt, state: "ready" as const, address: "main--owned", url: `${app.appOrigin}/` };
    await app.stores.deployments.transition(scene.deployment.id, change);
    const path = "/api/preview-access?address=main--owned";
    expect((await stranger.call("GET", path)).status).toBe(404);
    const entrance = (await owner.call("GET", path)).headers.get("location") ?? "";
    expect(new URL(entrance).hostname).toBe("main--owned.preview.localhost");
  });

  // The positive control comes last: some of these calls end what they are about.
  it.each(Object.keys(calls))("lets the owner through: %s", async (name) => {
    const { status } = await request(owner, name, scene);
    expect([200, 201, 202, 204, 409]).toContain(status);
  });
});
