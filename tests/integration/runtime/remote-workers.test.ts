import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { secretPlace } from "#runtime/hosts/create-host-access.ts";
import { createSecretBox } from "#runtime/secrets/index.ts";
import { startHoldingProxy } from "#tests/helpers/start-holding-proxy.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startWebhookStack, webhookSecrets, type WebhookStack } from "#tests/helpers/start-webhook-stack.ts";
import { startFakeVercel, type FakeVercel } from "#tests/helpers/vercel/start-fake-vercel.ts";

const program = fileURLToPath(new URL("../../../runtime/cli/letscode.ts", import.meta.url));
const reachSites = new URL("../../helpers/vercel/reach-sites.ts", import.meta.url).href;
const secretKey = "a key of thirty-two characters or more";
const repository = { id: 77, fullName: "ada/groomer" };
const patience = { timeout: 40_000, interval: 50 };

const end = async (worker: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill(signal);
  await ended;
};

const isStatus = ({ method, path }: { method: string; path: string }): boolean =>
  method === "POST" && path.endsWith("/deployment-status");

/** `letscode worker` on machines of their own: processes that share nothing but the database, and are killed for real. */
describe("workers with service keys alone", () => {
  let stack: WebhookStack;
  let vercel: FakeVercel;
  let proxy: Awaited<ReturnType<typeof startHoldingProxy>>;
  let project: Project;
  let folder = "";
  let count = 0;
  const workers: ChildProcess[] = [];

  const connectVercel = async (ownerId: string): Promise<void> => {
    await stack.stores.hostConnections.save({
      host: "vercel",
      scopeId: "team_1",
      token: createSecretBox({ key: secretKey, randomBytes }).seal("vercel-token", secretPlace("vercel", "token")),
      webhookSecret: null,
      findings: [],
      checkedAt: null,
      updatedBy: ownerId,
    });
    vercel.state.repositories.set(repository.fullName, { id: repository.id, isPrivate: true });
    vercel.state.projects.set("prj_1", {
      id: "prj_1",
      name: "groomer",
      framework: null,
      rootDirectory: null,
      link: { type: "github", repoId: repository.id, org: "ada", repo: "groomer" },
      variables: [],
      bypass: null,
      isProtected: false,
      production: null,
      isRolledBack: false,
      lastAliasRequest: null,
    });
    await stack.stores.hostProjects.save(project.id, "vercel", "prj_1");
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-workers-"));
    stack = await startWebhookStack();
    vercel = await startFakeVercel({
      webhook: { url: `${stack.receiver}/functions/v1/vercel-webhook`, secret: webhookSecrets.vercel[0] ?? "" },
    });
    proxy = await startHoldingProxy((input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input);
      const site = /^\/sites\/([^/]+)/.exec(pathname)?.[1];
      if (site !== undefined) return vercel.fetch(`https://${site}/`, init);
      return fetch(`${pathname.startsWith("/functions/") ? stack.receiver : vercel.url}${pathname}${search}`, init);
    });
    const owner = await stack.signUp();
    project = await stack.stores.projects.create({
      ownerId: owner.id,
      name: "Groomer",
      slug: "groomer",
      template: "static",
      gitHost: "github",
      deployHost: "vercel",
      defaultBranch: "main",
      repositoryId: repository.id,
      repositoryName: repository.fullName,
    });
    await connectVercel(owner.id);
  });
  afterAll(async () => {
    await Promise.all(workers.map((worker) => end(worker, "SIGKILL")));
    await proxy.stop();
    await vercel.stop();
    await stack.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const startWorker = async (): Promise<ChildProcess> => {
    const worker = spawn(process.execPath, ["--import", reachSites, program, "worker"], {
      stdio: ["ignore", "ignore", "pipe"],
      env: {
        PATH: process.env["PATH"] ?? "",
        HOME: folder,
        NODE_ENV: "production",
        FAKE_SITES_URL: `${proxy.url}/sites`,
        VERCEL_API_URL: proxy.url,
        LETSCODE_DATA_DIR: join(folder, `worker-${workers.length + 1}`),
        LETSCODE_URL: proxy.url,
        DATABASE_URL: stack.databaseUrl,
        SUPABASE_URL: stack.url,
        SUPABASE_PUBLISHABLE_KEY: testKeys.publishableKey,
        SUPABASE_SECRET_KEY: testKeys.secretKey,
        LETSCODE_SECRET_KEY: secretKey,
        STATUS_WEBHOOK_SECRET: webhookSecrets.status[0] ?? "",
      },
    });
    workers.push(worker);
    let printed = "";
    await new Promise<void>((resolve, reject) => {
      worker.stderr.on("data", (chunk: Buffer) => {
        printed += chunk.toString("utf8");
        if (printed.includes("The worker is ready")) resolve();
      });
      worker.once("exit", (code) => reject(new Error(`the worker ended with ${code}: ${printed}`)));
    });
    return worker;
  };
  const request = (): Promise<Deployment> => {
    count += 1;
    return stack.stores.deployments.request({
      projectId: project.id,
      host: "vercel",
      environment: "preview",
      branch: `letscode/b${count}`,
      commitSha: count.toString(16).padStart(40, "0"),
      requestedBy: "user",
    });
  };
  const atVercel = ({ id }: Deployment) =>
    [...vercel.state.deployments.values()].filter(({ meta }) => meta["letscodeDeployment"] === id);
  const read = async ({ id }: Deployment) => stack.stores.deployments.get(id);
  const waitUntilHandedOver = async (deployment: Deployment): Promise<string> => {
    await expect.poll(async () => (await read(deployment))?.externalId, patience).toMatch(/^dpl_/);
    return (await read(deployment))?.externalId ?? "";
  };
  const finish = async (deployment: Deployment): Promise<void> => {
    const externalId = await waitUntilHandedOver(deployment);
    if (vercel.state.deployments.get(externalId)?.readyState !== "READY") {
      vercel.build(externalId, ["Built"]);
      await vercel.end(externalId, { state: "READY" });
    }
    await expect.poll(async () => (await read(deployment))?.state, patience).toBe("ready");
  };
  /** One at the host, told to be ready once, its output there once, its lines without a gap. */
  const expectOne = async (deployment: Deployment): Promise<void> => {
    expect(atVercel(deployment).map(({ id }) => id)).toEqual([(await read(deployment))?.externalId]);
    const lines = await stack.stores.deployments.listLogs(deployment.id, 0, 1_000);
    expect(lines.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.filter(({ text }) => text === "Built")).toHaveLength(1);
    const sql = "select from activity_log where action = 'deployment.ready' and details ->> 'deploymentId' = $1";
    await expect.poll(async () => (await stack.pool.query(sql, [deployment.id])).rowCount, patience).toBe(1);
  };

  it("A6: two of them share the queue, and each deployment is one at the host", { timeout: 240_000 }, async () => {
    await Promise.all([startWorker(), startWorker()]);
    const deployments = await Promise.all(Array.from({ length: 4 }, request));
    await Promise.all(deployments.map(finish));
    await Promise.all(deployments.map(expectOne));
    expect((await Promise.all(deployments.map(read))).map((row) => row?.attempt)).toEqual(deployments.map(() => 1));
    await Promise.all(workers.slice(1).map((worker) => end(worker, "SIGTERM")));
  });

  const points: [string, (deployment: Deployment) => Promise<unknown>][] = [
    [
      "when Vercel has made it and has not yet said so",
      () => proxy.hold(({ method, path }) => method === "POST" && path === "/v13/deployments"),
    ],
    ["when it has told what Vercel calls it", () => proxy.hold(isStatus)],
    [
      "while it looks at what Vercel builds",
      () => proxy.hold(({ method, path }) => method === "GET" && path.startsWith("/v13/deployments/")),
    ],
    [
      "when it has told that it is ready",
      async (deployment) => {
        const externalId = await waitUntilHandedOver(deployment);
        const told = proxy.hold(isStatus);
        vercel.build(externalId, ["Built"]);
        await vercel.end(externalId, { state: "READY" });
        await told;
      },
    ],
  ];
  it.each(points)("A6: killed %s, one is followed by another that finishes", { timeout: 180_000 }, async (_, reach) => {
    const victim = workers.findLast(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const killed = victim ?? (await startWorker());
    const deployment = await request();
    await reach(deployment);
    await end(killed, "SIGKILL");
    await startWorker();
    await finish(deployment);
    await expectOne(deployment);
  });
});
