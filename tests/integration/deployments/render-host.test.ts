import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { DeploymentStatus } from "#core/ports/deploy-host.ts";
import { createRenderDeployHost } from "#deployments/hosts/render/create-render-deploy-host.ts";
import { startFakeRender, type FakeRender } from "#tests/helpers/render/start-fake-render.ts";
import { toDeployment, toProject, writeFiles } from "./helpers/create-test-host.ts";

const project = toProject({ deployHost: "render", gitHost: "github" });
const sha = "c".repeat(40);
const renderDeployment = (change: Partial<Deployment> = {}): Deployment =>
  toDeployment({ host: "render", commitSha: sha, requestedBy: "ai", branch: "letscode/prices", ...change });

describe("the deploy host Render", () => {
  let render: FakeRender;
  let host: ReturnType<typeof createRenderDeployHost>;
  let now: number;
  let isOnGitHub: boolean;
  let token: string | null;
  let statuses: DeploymentStatus[];
  let log: string[];
  /** Which deployment of ours has which deploy, as the database knows it. */
  let taken: Map<string, string>;

  beforeEach(async () => {
    now = Date.parse("2026-03-02T09:00:00Z");
    [isOnGitHub, token, statuses, log] = [true, "rnd_token", [], []];
    render = await startFakeRender({ now: () => now });
    render.state.heads.set("ada/groomer letscode/prices", sha);
    render.state.heads.set("ada/groomer main", sha);
    taken = new Map();
    host = createRenderDeployHost({
      readAccess: async () => (token === null ? null : { apiUrl: render.url, token, ownerId: undefined }),
      findRepository: async () => (isOnGitHub ? { id: 77, fullName: "ada/groomer" } : null),
      hostProjects: { get: async () => null, save: async () => undefined, find: async () => null },
      isTaken: async (externalId, id) => taken.has(externalId) && taken.get(externalId) !== id,
      exportFiles: (_project, _sha, folder) => writeFiles(folder, { "index.html": "<h1>Hello</h1>" }),
      authorEmail: "ai@letscode.dev",
      fetch: render.fetch,
      clock: { now: () => new Date(now), sleep: async () => undefined },
    });
  });
  afterEach(() => render.stop());

  const context = (change: { printedLines?: number; environment?: Record<string, string> } = {}) => ({
    signal: new AbortController().signal,
    environment: change.environment ?? {},
    printedLines: change.printedLines ?? 0,
    log: (_stream: string, text: string) => void log.push(text),
    report: async (status: DeploymentStatus) => void statuses.push(status),
  });
  const start = async (deployment: Deployment, change = {}): Promise<Deployment & { externalId: string }> => {
    await host.deploy(project, deployment, context(change));
    const externalId = statuses.at(-1)?.externalId ?? "";
    taken.set(externalId, deployment.id);
    return { ...deployment, externalId };
  };
  const follow = async (deployment: Deployment, printedLines = 0): Promise<DeploymentStatus | undefined> => {
    statuses = [];
    await host.follow(project, deployment, context({ printedLines }));
    return statuses.at(-1);
  };

  it("makes one service for production and one for each previewed branch, and a deploy of that very commit", async () => {
    await start(renderDeployment({ environment: "production", branch: "main" }), { environment: { API_KEY: "one" } });
    const first = await start(renderDeployment());
    const crashed = renderDeployment({ commitSha: "d".repeat(40) });
    const second = await start(crashed, { environment: { API_KEY: "two" } });
    const again = await start(crashed);
    expect(again.externalId).toBe(second.externalId);
    expect(first.externalId).not.toBe(second.externalId);
    expect(
      [...render.state.services.values()].map(({ name, type, deploys }) => [name.slice(0, 24), type, deploys.length]),
    ).toEqual([
      ["groomer-6f0c2a8e", "static_site", 1],
      ["groomer-6f0c2a8e-letscod", "static_site", 2],
    ]);
  });

  it("finds what it asked for though Render's clock is behind, and leaves what is another deployment's", async () => {
    const first = renderDeployment();
    const started = await start(first, {});
    now -= 20_000;
    const again = renderDeployment({ createdAt: new Date(now + 20_000).toISOString() });
    const second = await start(again);
    expect(second.externalId).not.toBe(started.externalId);
    expect((await start(again)).externalId).toBe(second.externalId);
    expect([...render.state.services.values()].map(({ deploys }) => deploys.length)).toEqual([2]);
  });

  it("finds the deploy that Render has only queued behind the one before", async () => {
    render.state.overlap = "wait";
    await start(renderDeployment());
    const queued = await start(renderDeployment({ commitSha: "d".repeat(40) }));
    const [service] = render.state.services.values();
    expect(queued.externalId).toBe(`${service?.id}/${service?.deploys[0]?.id}`);
    expect(service?.deploys.map(({ commit }) => commit.id)).toEqual(["d".repeat(40), sha]);
  });

  it("uses the older of two services of a name, and takes away the one that was left by accident", async () => {
    const started = await start(renderDeployment());
    const [service] = render.state.services.values();
    if (service === undefined) throw new Error("there is no service");
    const createdAt = new Date(now + 5).toISOString();
    render.state.services.set("srv-left", { ...service, id: "srv-left", createdAt, deploys: [] });
    expect((await start(renderDeployment({ id: started.id }))).externalId).toBe(started.externalId);
    expect([...render.state.services.keys()]).toEqual([service.id]);
    const deploys = service.deploys.map((deploy) => ({ ...deploy, id: "dep-ours" }));
    render.state.services.set("srv-used", { ...service, id: "srv-used", createdAt, deploys });
    taken.set("srv-used/dep-ours", renderDeployment().id);
    await start(renderDeployment({ id: started.id }));
    expect([...render.state.services.keys()]).toEqual([service.id, "srv-used"]);
  });

  it("follows a build to its address, page by page of its log", async () => {
    const started = await start(renderDeployment());
    expect((await follow(started))?.state).toBe("queued");
    await render.move(started.externalId, "build_in_progress", ["one", "two", "three"]);
    log = [];
    expect((await follow(started, 1))?.state).toBe("building");
    expect(log).toEqual(["two", "three"]);
    await render.move(started.externalId, "live");
    expect(await follow(started, 3)).toMatchObject({ state: "ready", url: expect.stringContaining(".onrender.com") });
  });

  it("goes on without the log while Render gives none, and waits for it when the build failed", async () => {
    const started = await start(renderDeployment());
    await render.move(started.externalId, "build_in_progress");
    const limit = { status: 429, message: "rate limit" };
    const failOnLog = (): void => {
      // The service and the deploy are read first.
      render.state.faults.length = 0;
      const requests = render.state.requests.length;
      const shift = (): typeof limit | undefined => (render.state.requests.length - requests > 2 ? limit : undefined);
      render.state.faults.shift = shift;
    };
    failOnLog();
    expect((await follow(started))?.state).toBe("building");
    await render.move(started.externalId, "build_failed", ["Type error: Property 'x' does not exist"]);
    failOnLog();
    await expect(follow(started)).rejects.toMatchObject({ isRetryable: true });
    render.state.faults.shift = () => undefined;
    expect(await follow(started)).toMatchObject({ state: "error", error: { code: "type_error" } });
  });

  it("does not believe that it is live while the app answers 500", async () => {
    const started = await start(renderDeployment());
    await render.move(started.externalId, "live");
    const [service] = render.state.services.values();
    if (service !== undefined) service.status = 502;
    expect((await follow(started))?.state).toBe("building");
    now += 70_000;
    await expect(follow(started)).rejects.toMatchObject({ code: "not_answering" });
  });

  it("cancels, rolls production back, and frees the service of a branch", async () => {
    const preview = await start(renderDeployment());
    await host.cancel(project, preview);
    await host.cancel(project, preview);
    expect((await follow(preview))?.state).toBe("canceled");
    const first = await start(renderDeployment({ environment: "production", branch: "main" }));
    await render.move(first.externalId, "live");
    now += 1_000;
    const at = new Date(now).toISOString();
    const rollback = renderDeployment({
      environment: "production",
      branch: "main",
      promotedFrom: first.id,
      createdAt: at,
    });
    await host.promote(project, first, rollback, context());
    await host.promote(project, first, rollback, context());
    const externalId = statuses.at(-1)?.externalId ?? "";
    expect(externalId).not.toBe(first.externalId);
    await render.move(externalId, "live");
    expect((await follow({ ...rollback, externalId }))?.state).toBe("ready");
    await host.remove(project, preview);
    expect(render.state.services.size).toBe(1);
  });

  it("names what only a person can lift, with the remedy", async () => {
    render.state.heads.clear();
    await expect(start(renderDeployment())).rejects.toMatchObject({ code: "git_app_missing", isBlocked: true });
    isOnGitHub = false;
    await expect(start(renderDeployment())).rejects.toMatchObject({ code: "repository_needed", isBlocked: true });
    render.state.faults.push({ status: 402, message: "no payment method" });
    await expect(start(renderDeployment())).rejects.toMatchObject({ code: "quota_reached", isBlocked: true });
    token = "another";
    await expect(start(renderDeployment())).rejects.toMatchObject({ code: "host_refused", isBlocked: true });
    expect(await host.check(null)).toMatchObject([{ name: "Access token", isFine: false }]);
    token = "rnd_token";
    expect(await host.check(null)).toMatchObject([
      { isFine: true },
      { isFine: true, message: "Services go to Groomers." },
    ]);
    expect((await host.check(project)).at(-1)).toMatchObject({
      isFine: false,
      fix: expect.stringMatching(/to GitHub/),
    });
    isOnGitHub = true;
    expect((await host.check(project)).at(-1)).toMatchObject({ name: "Repository", isFine: true });
  });
});
