import { spawn, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ProjectAnswer } from "#core/contracts/project.ts";
import type { RunAnswer } from "#core/contracts/answers.ts";
import { deploymentSchema } from "#core/contracts/deployment.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { listDescendants } from "#tests/helpers/list-descendants.ts";
import { openProductClient, type ProductClient, waitFor } from "#tests/helpers/product-client.ts";
import { startProduct, type Product } from "#tests/helpers/start-product.ts";

/** Of one test, and of each wait in it: generous, since builds share the machine with everything else. */
const LONG = 600_000;
const script = fileURLToPath(new URL("../../runtime/cli/letscode.ts", import.meta.url));

describe("everything is killed, and started again", () => {
  let product: Product;
  let client: ProductClient;

  beforeAll(async () => {
    product = await startProduct();
    client = await openProductClient(product, "killed@example.com");
  });
  afterAll(() => product.remove());

  /** The run, once so many of its steps are committed and it is at the next one. */
  const waitForSteps = (id: string, count: number): Promise<RunAnswer> =>
    waitFor(`${count} steps`, LONG, async () => {
      const run = await client.getRun(id);
      if (["failed", "finished", "stopped"].includes(run.state)) throw new Error(`the run is ${run.state}`);
      const committed = run.steps.filter(({ state }) => state === "committed").length;
      return committed >= count && run.steps.length > count ? run : null;
    });
  const waitForState = (id: string, state: string): Promise<RunAnswer> =>
    waitFor(`the run to be ${state}`, LONG, async () => {
      const run = await client.getRun(id);
      if (run.state === "failed") throw new Error(JSON.stringify(run.error));
      return run.state === state ? run : null;
    });
  const waitForDeployments = (projectId: string) =>
    waitFor("the deployments to end", LONG, async () => {
      const all = await client.listDeployments(projectId);
      return all.every(({ state }) => !["queued", "building"].includes(state)) ? all : null;
    });
  /** Every step of the run is exactly one commit of its branch, and git finds nothing wrong. */
  const expectWholeHistory = async (project: ProjectAnswer, run: RunAnswer): Promise<void> => {
    const repository = join(product.dataDirectory, "repositories", `${project.id}.git`);
    await runClientGit(repository, ["fsck", "--strict", "--full"]);
    const format = "--format=%(trailers:key=LetsCode-Step,valueonly,separator=%x2C)";
    const log = await runClientGit(repository, ["log", format, run.branch]);
    const steps = log
      .split("\n")
      .filter((line) => line !== "")
      .toReversed();
    expect(steps).toEqual(run.steps.map(({ number }) => String(number)));
    expect(run.steps.every(({ state }) => state === "committed")).toBe(true);
    const commits = await client.listCommits(project.id, run.branch);
    expect(commits.filter(({ runId }) => runId === run.id)).toHaveLength(run.steps.length);
  };
  const findWorker = async (): Promise<number> => {
    const { processId } = z
      .object({ processId: z.number() })
      .parse(JSON.parse(await readFile(join(product.dataDirectory, "server.json"), "utf8")));
    for (const id of await listDescendants(processId)) {
      const command = await readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "");
      if (command.includes("letscode.ts\0worker")) return id;
    }
    throw new Error("there is no worker");
  };

  it(
    "A8: a run cut off in mid-stream is offered for resumption, and goes on from its last step",
    { timeout: LONG },
    async () => {
      const project = await client.createProject("Cut off");
      const { id } = await client.startRun(project.id, "A plant diary: plants, waterings");
      const before = await waitForSteps(id, 1);
      await product.killAll();
      await product.startAgain();
      const cut = await client.getRun(id);
      expect(cut.state).toBe("interrupted");
      expect(cut.steps.filter(({ state }) => state === "committed").length).toBeGreaterThanOrEqual(
        before.steps.filter(({ state }) => state === "committed").length,
      );
      await client.call(z.unknown(), "POST", `/runs/${id}/resume`, {});
      await expectWholeHistory(project, await waitForState(id, "finished"));
      const ended = await waitForDeployments(project.id);
      expect(ended.filter(({ state }) => state === "error")).toEqual([]);
    },
  );

  it("A6: a deployment cut off in mid-build is finished after the start", { timeout: LONG }, async () => {
    const project = await client.createProject("Half built");
    const building = await waitFor("the first build", LONG, async () =>
      (await client.listDeployments(project.id)).find(({ state }) => state === "building"),
    );
    await product.killAll();
    await product.startAgain();
    const { state, attempt } = await waitFor("the deployment to end", LONG, async () => {
      const now = await client.call(deploymentSchema, "GET", `/deployments/${building.id}`);
      return ["queued", "building"].includes(now.state) ? null : now;
    });
    expect(state).toBe("ready");
    expect(attempt).toBeGreaterThan(building.attempt);
    expect((await client.visit(project.productionUrl ?? "", true)).status).toBe(200);
    expect(
      (await client.listDeployments(project.id)).filter(({ commitSha }) => commitSha === building.commitSha),
    ).toHaveLength(1);
  });

  it("A6: a run whose worker alone is killed goes on by itself", { timeout: LONG }, async () => {
    const project = await client.createProject("Worker killed");
    const { id } = await client.startRun(project.id, "A reading list: books, authors");
    const before = await waitForSteps(id, 1);
    process.kill(await findWorker(), "SIGKILL");
    const killedAt = Date.now();
    await waitFor("another attempt", 60_000, async () => (await client.getRun(id)).attempt > before.attempt);
    console.log(`killed worker to next attempt: ${((Date.now() - killedAt) / 1000).toFixed(1)} s`);
    await expectWholeHistory(project, await waitForState(id, "finished"));
  });

  it("A7: a worker that is frozen, replaced and thawed writes nothing more", { timeout: LONG }, async () => {
    const project = await client.createProject("Worker frozen");
    const { id } = await client.startRun(project.id, "A wine cellar: wines, tastings");
    const before = await waitForSteps(id, 1);
    const frozen = await findWorker();
    process.kill(frozen, "SIGSTOP");
    const peer: ChildProcess = spawn(process.execPath, [script, "worker", "--data", product.dataDirectory], {
      stdio: "ignore",
    });
    try {
      await waitFor("another attempt", 120_000, async () => (await client.getRun(id)).attempt > before.attempt);
      process.kill(frozen, "SIGCONT");
      await expectWholeHistory(project, await waitForState(id, "finished"));
      await waitForDeployments(project.id);
    } finally {
      const ended = new Promise((resolve) => peer.once("exit", resolve));
      peer.kill("SIGTERM");
      await ended;
    }
  });

  it(
    "A13: the database is shut down at once while a run is live, and everything goes on",
    { timeout: LONG },
    async () => {
      const project = await client.createProject("No database");
      const { id } = await client.startRun(project.id, "A chess club: members, games");
      await waitForSteps(id, 1);
      const postmaster = Number(
        (await readFile(join(product.dataDirectory, "postgres", "postmaster.pid"), "utf8")).split("\n")[0],
      );
      process.kill(postmaster, "SIGQUIT");
      const cutAt = Date.now();
      await waitFor("the server to be ready again", 120_000, async () => {
        const answer = await fetch(`${product.url}/api/ready`).catch(() => null);
        return answer?.status === 200 && Date.now() - cutAt > 1_000;
      });
      await expectWholeHistory(project, await waitForState(id, "finished"));
    },
  );
});
