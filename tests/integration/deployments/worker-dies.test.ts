import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { sweepStorage } from "#deployments/hosts/local/sweep-storage.ts";
import { listTree } from "#deployments/sandbox/measure-tree.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { statusSecret, startStatusReceiver } from "./helpers/start-status-receiver.ts";

const program = new URL("helpers/deployment-worker.ts", import.meta.url).pathname;
const marker = `letscode-marker-${process.pid}`;

/** A build of about a second and a half that says where it is. */
const files = {
  "package.json": JSON.stringify({ scripts: { build: "node build.js", start: "node server.js" } }),
  "build.js": `
    console.log("begun"); process.title = ${JSON.stringify(marker)};
    setTimeout(() => { console.log("half"); }, 500);
    setTimeout(() => { require("fs").writeFileSync("built.txt", "built"); console.log("built"); }, 1200);`,
  "server.js": `require("http").createServer((q, s) => s.end("ok")).listen(process.env.PORT)`,
};

describe("a worker that dies", () => {
  let stack: TestStack;
  let project: Project;
  let receiver: Awaited<ReturnType<typeof startStatusReceiver>>;
  let dataDirectory = "";
  let count = 0;
  const workers = new Set<ChildProcess>();

  beforeAll(async () => {
    stack = await startTestStack();
    receiver = await startStatusReceiver(stack.stores);
    dataDirectory = await mkdtemp(join(tmpdir(), "letscode-worker-"));
    const { id } = await stack.signUp();
    project = await stack.stores.projects.create({
      ownerId: id,
      name: "Groomer",
      slug: "groomer",
      template: "static",
      gitHost: "local",
      deployHost: "local",
      defaultBranch: "main",
    });
  });
  afterEach(() => {
    for (const worker of workers) worker.kill("SIGKILL");
    workers.clear();
  });
  afterAll(async () => {
    await receiver.stop();
    await stack.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });

  const request = (): Promise<Deployment> => {
    count += 1;
    return stack.stores.deployments.request({
      projectId: project.id,
      host: "local",
      environment: "preview",
      branch: `b${count}`,
      commitSha: count.toString(16).padStart(40, "0"),
      requestedBy: "ai",
    });
  };
  const startWorker = ({ id }: Deployment): { worker: ChildProcess; ended: Promise<number | null> } => {
    const settings = {
      deploymentId: id,
      dataDirectory,
      stackUrl: stack.url,
      secretKey: testKeys.secretKey,
      statusUrl: receiver.url,
      statusSecret,
      files,
    };
    const worker = spawn(process.execPath, [program, JSON.stringify(settings)], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    workers.add(worker);
    const ended = new Promise<number | null>((resolve) => worker.on("close", resolve));
    return { worker, ended };
  };
  const logOf = async ({ id }: Deployment): Promise<string[]> =>
    (await stack.stores.deployments.listLogs(id, 0, 1_000)).map(({ text }) => text);
  const waitForLine = (deployment: Deployment, line: string) =>
    expect.poll(() => logOf(deployment), { timeout: 30_000, interval: 50 }).toContain(line);
  const waitForState = (deployment: Deployment, states: string[]) =>
    expect
      .poll(async () => (await stack.stores.deployments.get(deployment.id))?.state, { timeout: 30_000, interval: 20 })
      .toSatisfy((state: string) => states.includes(state));
  const findOrphans = async (): Promise<string[]> => {
    const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
    const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
    return lines
      .filter((line) => line.includes(marker) || line.includes(dataDirectory))
      .filter((line) => !line.includes("deploymentId"));
  };
  const changes = ({ id }: Deployment): string[] =>
    receiver.told
      .filter(({ status, isChanged }) => status.deploymentId === id && isChanged)
      .map(({ status }) => status.state);

  const points: [string, (deployment: Deployment) => Promise<unknown>][] = [
    ["before it has told anything", () => setTimeout(150)],
    ["as soon as it builds", (deployment) => waitForState(deployment, ["building"])],
    ["while the build runs", (deployment) => waitForLine(deployment, "half")],
    ["when the build has ended", (deployment) => waitForLine(deployment, "built")],
  ];

  it.each(points)("A6: killed %s, is followed by another that finishes", { timeout: 120_000 }, async (_, wait) => {
    const deployment = await request();
    const { worker, ended } = startWorker(deployment);
    await wait(deployment);
    worker.kill("SIGKILL");
    await ended;
    await expect.poll(findOrphans, { timeout: 3_000 }).toEqual([]);
    expect(await startWorker(deployment).ended).toBe(0);
    const row = await stack.stores.deployments.get(deployment.id);
    expect(row).toMatchObject({ state: "ready", isCurrent: true });
    expect(changes(deployment).filter((state) => state === "ready")).toHaveLength(1);
    expect(await readFile(join(dataDirectory, "deployments", deployment.id, "output", "built.txt"), "utf8")).toBe(
      "built",
    );
    const lines = await stack.stores.deployments.listLogs(deployment.id, 0, 1_000);
    expect(lines.map(({ line }) => line)).toEqual(lines.map((__, index) => index + 1));
  });

  it("A7: frozen past a takeover, then resumed, changes nothing and says nothing", { timeout: 120_000 }, async () => {
    const deployment = await request();
    const first = startWorker(deployment);
    await waitForLine(deployment, "half");
    const tree = await listTree(first.worker.pid ?? 0, 100);
    for (const id of tree) process.kill(id, "SIGSTOP");
    expect(await startWorker(deployment).ended).toBe(0);
    const [row, log, told] = [
      await stack.stores.deployments.get(deployment.id),
      await logOf(deployment),
      receiver.told.length,
    ];
    expect(row).toMatchObject({ state: "ready", attempt: 2 });
    for (const id of tree.toReversed()) process.kill(id, "SIGCONT");
    expect(await first.ended).toBe(0);
    expect(await stack.stores.deployments.get(deployment.id)).toEqual(row);
    expect(await logOf(deployment)).toEqual(log);
    expect(receiver.told.slice(told).filter(({ isChanged }) => isChanged)).toEqual([]);
    expect(await readFile(join(dataDirectory, "deployments", deployment.id, "output", "built.txt"), "utf8")).toBe(
      "built",
    );
    expect(await findOrphans()).toEqual([]);
  });

  it("is told to stop and does, with all that its build started", { timeout: 60_000 }, async () => {
    const deployment = await request();
    const { ended } = startWorker(deployment);
    await waitForLine(deployment, "begun");
    await stack.stores.deployments.requestCancel(deployment.id);
    expect(await ended).toBe(0);
    expect(await stack.stores.deployments.get(deployment.id)).toMatchObject({ state: "canceled", isCurrent: false });
    expect(await findOrphans()).toEqual([]);
    expect(await readdir(join(dataDirectory, "deployments", deployment.id)).catch(() => null)).toBeNull();
  });

  it("ends quietly when the project is removed meanwhile", { timeout: 60_000 }, async () => {
    const other = await stack.stores.projects.create({ ...project, slug: "other", name: "Other" });
    const { host, environment, branch, commitSha, requestedBy } = await request();
    const asked = { projectId: other.id, host, environment, branch, commitSha, requestedBy };
    const deployment = await stack.stores.deployments.request(asked);
    const { ended } = startWorker(deployment);
    await waitForLine(deployment, "begun");
    await stack.stores.projects.remove(other.id);
    expect(await ended).toBe(0);
    expect(await findOrphans()).toEqual([]);
  });

  it("leaves no more than it was killed over, and that is swept an hour later", async () => {
    const listUnfinished = async (): Promise<string[]> =>
      (await readdir(join(dataDirectory, "deployments"))).filter((name) => name.includes("."));
    // One that was frozen, canceled or has finished leaves nothing; a killed one what it was at, in either folder.
    const left = [...(await readdir(join(dataDirectory, "builds"))), ...(await listUnfinished())];
    expect(left.length).toBeLessThanOrEqual(points.length);
    const clock = { now: () => new Date(Date.now() + 2 * 3_600_000), sleep: async () => undefined };
    await sweepStorage({ dataDirectory, deployments: stack.stores.deployments, clock });
    expect([...(await readdir(join(dataDirectory, "builds"))), ...(await listUnfinished())]).toEqual([]);
  });
});
