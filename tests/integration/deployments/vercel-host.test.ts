import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { DeployHost, DeploymentStatus } from "#core/ports/deploy-host.ts";
import { createVercelDeployHost } from "#deployments/hosts/vercel/create-vercel-deploy-host.ts";
import type { VercelHostOptions } from "#deployments/hosts/vercel/vercel-host-options.ts";
import { startFakeVercel, type FakeVercel } from "#tests/helpers/vercel/start-fake-vercel.ts";
import { toDeployment, toProject, writeFiles } from "./helpers/create-test-host.ts";

const project = toProject({ deployHost: "vercel", gitHost: "github" });
const repository = { id: 77, fullName: "ada/groomer" };
const sha = "c".repeat(40);
const vercelDeployment = (change: Partial<Deployment> = {}): Deployment =>
  toDeployment({ host: "vercel", commitSha: sha, requestedBy: "ai", branch: "letscode/prices", ...change });

describe("the deploy host Vercel", () => {
  let vercel: FakeVercel;
  let host: Required<DeployHost>;
  let now: number;
  let isOnGitHub: boolean;
  let teamId: string | undefined;
  let token: string | null;
  let statuses: DeploymentStatus[];
  let log: string[];
  let sleeps: number[];

  beforeEach(async () => {
    now = Date.parse("2026-03-02T09:00:00Z");
    [isOnGitHub, teamId, token] = [true, "team_1", "vercel-token"];
    [statuses, log, sleeps] = [[], [], []];
    vercel = await startFakeVercel({ now: () => now });
    vercel.state.repositories.set(repository.fullName, { id: repository.id, isPrivate: true });
    const hostProjects = new Map<string, string>();
    const options: VercelHostOptions = {
      readAccess: async () => (token === null ? null : { apiUrl: vercel.url, token, teamId }),
      findRepository: async () => (isOnGitHub ? repository : null),
      hostProjects: {
        get: async (id) => hostProjects.get(id) ?? null,
        save: async (id, _host, externalId) => void hostProjects.set(id, externalId),
        find: async () => null,
      },
      isTaken: async () => false,
      exportFiles: (_project, _sha, folder) =>
        writeFiles(folder, { "index.html": "<h1>Hello</h1>", "a/b.css": "p{}", "a/c.css": "p{}" }),
      authorEmail: "ai@letscode.dev",
      fetch: vercel.fetch,
      clock: { now: () => new Date(now), sleep: async (milliseconds) => void sleeps.push(milliseconds) },
    };
    host = createVercelDeployHost(options);
  });
  afterEach(() => vercel.stop());

  const context = (change: { printedLines?: number; environment?: Record<string, string> } = {}) => ({
    signal: new AbortController().signal,
    environment: change.environment ?? {},
    printedLines: change.printedLines ?? 0,
    log: (_stream: string, text: string) => void log.push(text),
    report: async (status: DeploymentStatus) => void statuses.push(status),
  });
  const start = async (deployment: Deployment, change = {}): Promise<Deployment> => {
    await host.deploy(project, deployment, context(change));
    return { ...deployment, externalId: statuses.at(-1)?.externalId ?? null };
  };
  const follow = async (deployment: Deployment, printedLines = 0): Promise<DeploymentStatus | undefined> => {
    statuses = [];
    await host.follow(project, deployment, context({ printedLines }));
    return statuses.at(-1);
  };
  const say = async (): Promise<Record<string, boolean>> =>
    Object.fromEntries((await host.check(project)).map(({ name, isFine }) => [name, isFine]));
  const makeProject = async (): Promise<void> => {
    await start(vercelDeployment({ requestedBy: "user", branch: "main" }));
  };

  it("links a project to the repository and takes the deployment that Vercel made of the push", async () => {
    await makeProject();
    const id = await vercel.deployFromGit({ repositoryId: 77, ref: "letscode/prices", sha, isProduction: false });
    const started = await start(vercelDeployment());
    expect(started.externalId).toBe(id);
    expect([...vercel.state.projects.values()]).toMatchObject([{ name: "groomer-6f0c2a8e", link: { repoId: 77 } }]);
    expect(vercel.state.deployments.size).toBe(2);
  });

  it("asks for the deployment itself when no push made one, and finds it again after a crash", async () => {
    const deployment = vercelDeployment();
    const first = await start(deployment);
    const again = await start(deployment);
    expect(again.externalId).toBe(first.externalId);
    expect(sleeps).toEqual([1_000, 2_000, 4_000]);
    expect([...vercel.state.deployments.values()]).toMatchObject([
      { gitSource: { ref: "letscode/prices", sha }, target: null, meta: { letscodeDeployment: deployment.id } },
    ]);
  });

  it("sends the commit's files where the repository is not on GitHub, and each file once", async () => {
    isOnGitHub = false;
    await start(vercelDeployment({ environment: "production", branch: "main" }));
    expect(vercel.state.uploaded.size).toBe(2);
    const uploads = (): number => vercel.state.requests.filter((each) => each === "POST /v2/files").length;
    expect(uploads()).toBe(2);
    await start(vercelDeployment());
    expect(uploads()).toBe(2);
    expect([...vercel.state.deployments.values()].map(({ target, files }) => [target, files.length])).toEqual([
      ["production", 3],
      [null, 3],
    ]);
  });

  it("hands variables over for one environment, and removes none that a person set at Vercel", async () => {
    await start(vercelDeployment(), { environment: { API_KEY: "one", OLD: "x" } });
    const [made] = vercel.state.projects.values();
    made?.variables.push({ id: "env_own", key: "THEIRS", value: "y", type: "plain", target: ["preview"] });
    await start(vercelDeployment(), { environment: { API_KEY: "two" } });
    expect(made?.variables.map(({ key, value, type, target }) => [key, value, type, target])).toEqual([
      ["THEIRS", "y", "plain", ["preview"]],
      ["API_KEY", "two", "sensitive", ["preview"]],
    ]);
  });

  it("follows a build to its address, line by line, and is ready when the app answers", async () => {
    const started = await start(vercelDeployment());
    const id = started.externalId ?? "";
    expect((await follow(started))?.state).toBe("queued");
    vercel.build(id, ["Running build", "two\nlines"]);
    log = [];
    expect((await follow(started))?.state).toBe("building");
    expect(log).toEqual(["Running build", "two", "lines"]);
    vercel.build(id, ["Done"]);
    await vercel.end(id, { state: "READY" });
    log = [];
    expect(await follow(started, 3)).toMatchObject({
      state: "ready",
      url: "https://groomer-6f0c2a8e-1-groomers.vercel.app",
    });
    expect(log[0]).toBe("Done");
  });

  it("does not believe that it is ready while the app answers 500, and says so in the end", async () => {
    const started = await start(vercelDeployment());
    await vercel.end(started.externalId ?? "", { state: "READY", status: 500 });
    expect((await follow(started))?.state).toBe("building");
    now += 60_000;
    await expect(follow(started)).rejects.toMatchObject({ code: "not_answering", isBlocked: false });
  });

  it("passes the protection of previews for its own probe", async () => {
    const started = await start(vercelDeployment());
    const [made] = vercel.state.projects.values();
    if (made !== undefined) made.isProtected = true;
    await vercel.end(started.externalId ?? "", { state: "READY", status: 500 });
    expect((await follow(started))?.state).toBe("building");
    await vercel.end(started.externalId ?? "", { state: "READY" });
    expect((await follow(started))?.state).toBe("ready");
    expect(made?.bypass).not.toBeNull();
  });

  it.each([
    ["missing_dependency", "BUILD_FAILED", 'Command "npm run build" exited with 1', "Error: Cannot find module 'zod'"],
    ["type_error", "BUILD_FAILED", 'Command "npm run build" exited with 1', "Type error: Property 'x' does not exist"],
    ["out_of_memory", "BUILD_FAILED", 'At least one "Out of Memory" event was detected', "Compiling"],
    ["timed_out", "BUILD_TIMEOUT", "Build exceeded the maximum duration of 45 minutes", "Compiling"],
    ["build_failed", "BUILD_FAILED", 'The Output Directory "dist" is empty', "Done"],
  ])("names the cause of a failed build: %s", async (code, errorCode, errorMessage, line) => {
    const started = await start(vercelDeployment());
    vercel.build(started.externalId ?? "", [line]);
    await vercel.end(started.externalId ?? "", { state: "ERROR", errorCode, errorMessage });
    expect(await follow(started)).toMatchObject({ state: "error", error: { code } });
  });

  it("tells a refused author and a used-up quota from a failed build, with the remedy", async () => {
    const started = await start(vercelDeployment());
    await vercel.end(started.externalId ?? "", { state: "BLOCKED", blockCode: "COMMIT_AUTHOR_REQUIRED" });
    await expect(follow(started)).rejects.toMatchObject({ code: "author_refused", isBlocked: true });
    vercel.state.faults.push({ status: 402, code: "payment_required", message: "No more deployments today." });
    await expect(start(vercelDeployment())).rejects.toMatchObject({ code: "quota_reached", isBlocked: true });
  });

  it("is told what to install when Vercel cannot see the repository, and what to enter without a token", async () => {
    vercel.state.repositories.clear();
    await expect(start(vercelDeployment())).rejects.toMatchObject({ code: "git_app_missing", isBlocked: true });
    token = null;
    await expect(start(vercelDeployment())).rejects.toMatchObject({ code: "host_not_connected", isBlocked: true });
    token = "another";
    await expect(start(vercelDeployment())).rejects.toMatchObject({ code: "host_refused", isBlocked: true });
  });

  it("leaves a fault that passes to the next try", async () => {
    vercel.state.faults.push({ status: 503, code: "internal", message: "try later" });
    await expect(start(vercelDeployment())).rejects.toMatchObject({ isRetryable: true });
    await vercel.stop();
    await expect(start(vercelDeployment())).rejects.toMatchObject({ isRetryable: true });
  });

  it("cancels, also what has ended meanwhile", async () => {
    const started = await start(vercelDeployment());
    await host.cancel(project, started);
    await host.cancel(project, started);
    expect((await follow(started))?.state).toBe("canceled");
  });

  it("rolls production back at once, and serves the next build in spite of it", async () => {
    const production = { environment: "production", branch: "main" } as const;
    const first = await start(vercelDeployment(production));
    await vercel.end(first.externalId ?? "", { state: "READY" });
    const second = await start(vercelDeployment({ ...production, commitSha: "d".repeat(40) }));
    await vercel.end(second.externalId ?? "", { state: "READY" });
    const rollback = vercelDeployment({ ...production, promotedFrom: first.id });
    await host.promote(project, first, rollback, context());
    const served = { ...rollback, externalId: statuses.at(-1)?.externalId ?? null };
    expect(served.externalId).toBe(first.externalId);
    log = [];
    expect(await follow(served)).toMatchObject({ state: "ready", url: "https://groomer-6f0c2a8e.vercel.app" });
    const third = await start(vercelDeployment({ ...production, commitSha: "e".repeat(40) }));
    await vercel.end(third.externalId ?? "", { state: "READY" });
    expect((await follow(third))?.state).toBe("building");
    expect((await follow(third))?.state).toBe("ready");
    expect([...vercel.state.projects.values()][0]?.production).toBe(third.externalId);
  });

  it("builds a preview once more when it is promoted, and its commit when Vercel no longer has it", async () => {
    const preview = await start(vercelDeployment());
    await vercel.end(preview.externalId ?? "", { state: "READY" });
    const promoted = vercelDeployment({ environment: "production", branch: "main", promotedFrom: preview.id });
    await host.promote(project, preview, promoted, context());
    await host.promote(project, preview, promoted, context());
    const id = statuses.at(-1)?.externalId ?? "";
    expect(vercel.state.deployments.size).toBe(2);
    await vercel.end(id, { state: "READY" });
    expect((await follow({ ...promoted, externalId: id }))?.state).toBe("ready");
    await host.remove(project, preview);
    const again = vercelDeployment({ environment: "production", branch: "main", promotedFrom: preview.id });
    await host.promote(project, preview, again, context());
    expect(vercel.state.deployments.get(statuses.at(-1)?.externalId ?? "")?.gitSource?.sha).toBe(sha);
  });

  it("says in words whether the connection will do", async () => {
    expect(await say()).toEqual({ "Access token": true, Scope: true, "Commit author": false, "Git integration": true });
    vercel.state.teams.get("team_1")?.members.push("ai@letscode.dev");
    vercel.state.repositories.clear();
    expect(await say()).toEqual({ "Access token": true, Scope: true, "Commit author": true, "Git integration": false });
    teamId = "team_2";
    expect(await say()).toEqual({ "Access token": true, Scope: false });
    token = "another";
    teamId = undefined;
    expect(await say()).toEqual({ "Access token": false });
  });

  it("has domains: says what each needs, lets Vercel look again, and takes one that is used elsewhere from nobody", async () => {
    const { domains } = host;
    expect(await domains.list(project)).toEqual([]);
    await expect(domains.add(project, "shop.example.com")).rejects.toMatchObject({ code: "not_deployed_yet" });
    await makeProject();
    vercel.state.foreign.set("shop.example.com", { isProven: false });
    const alias = { type: "CNAME", name: "shop.example.com", value: "cname.vercel-dns.com." };
    const proof = { type: "TXT", name: "_vercel.shop.example.com", value: "vc-domain-verify=shop.example.com" };
    const added = await domains.add(project, "shop.example.com");
    expect(added).toEqual({
      name: "shop.example.com",
      isVerified: false,
      isServing: false,
      records: [proof, alias],
    });
    expect(await domains.add(project, "shop.example.com")).toEqual(added);
    expect(await domains.verify(project, "shop.example.com")).toEqual(added);
    vercel.state.foreign.set("shop.example.com", { isProven: true });
    expect(await domains.verify(project, "shop.example.com")).toMatchObject({ isVerified: true, records: [alias] });
    vercel.state.pointing.add("shop.example.com");
    expect(await domains.add(project, "example.com")).toMatchObject({
      isVerified: true,
      isServing: false,
      records: [{ type: "A", name: "example.com", value: "76.76.21.21" }],
    });
    expect(await domains.list(project)).toMatchObject([
      { name: "shop.example.com", isServing: true, records: [] },
      { name: "example.com" },
    ]);
    await domains.remove(project, "example.com");
    await domains.remove(project, "example.com");
    expect(await domains.verify(project, "example.com")).toBeNull();
    const [own] = vercel.state.projects.values();
    if (own === undefined) throw new Error("there is no project");
    vercel.state.projects.set("prj_other", {
      ...own,
      id: "prj_other",
      domains: [{ name: "taken.example.com", verified: true }],
    });
    await expect(domains.add(project, "taken.example.com")).rejects.toMatchObject({ code: "domain_refused" });
    vercel.state.projects.clear();
    expect(await domains.list(project)).toEqual([]);
    await expect(domains.add(project, "shop.example.com")).rejects.toMatchObject({ code: "not_deployed_yet" });
  });
});
