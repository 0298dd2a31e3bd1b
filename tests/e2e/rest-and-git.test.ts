import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { diffAnswerSchema, fileAnswerSchema } from "#core/contracts/file.ts";
import { createdAccessTokenSchema, mergeAnswerSchema, writeAnswerSchema } from "#core/contracts/answers.ts";
import type { ProjectAnswer } from "#core/contracts/project.ts";
import type { RunAnswer } from "#core/contracts/answers.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { openProductClient, type ProductClient, waitFor } from "#tests/helpers/product-client.ts";

import { startProduct, type Product } from "#tests/helpers/start-product.ts";

const PROMPT = "A booking tool for a dog groomer: customers, their dogs, appointments";
/** Of one test, and of each wait in it: generous, since builds share the machine with everything else. */
const LONG = 600_000;

/** The whole story of a project, over REST and Git alone. The parts build on each other, in this order. */
describe("from a prompt to production, over REST and Git", () => {
  let product: Product;
  let client: ProductClient;
  let project: ProjectAnswer;
  let run: RunAnswer;
  let folder: string;

  beforeAll(async () => {
    product = await startProduct();
    client = await openProductClient(product, "groomer@example.com");
    folder = await mkdtemp(join(tmpdir(), "letscode-clone-"));
  });
  afterAll(async () => {
    await product.remove();
    await rm(folder, { recursive: true, force: true });
  });

  /** The deployment of a commit, once it serves. */
  const waitForDeployment = (environment: "preview" | "production", commitSha: string) =>
    waitFor(`a ${environment} of ${commitSha.slice(0, 7)}`, LONG, async () => {
      const all = await client.listDeployments(project.id);
      const found = all.find((each) => each.environment === environment && each.commitSha === commitSha);
      if (found?.state === "error") throw new Error(JSON.stringify(found.error));
      return found?.state === "ready" ? found : null;
    });

  it("turns a prompt into commits with a preview", { timeout: LONG }, async () => {
    project = await client.createProject("Dog groomer");
    const startedAt = Date.now();
    run = await client.startRun(project.id, PROMPT);
    const preview = await waitFor("the first preview of the run's own work", LONG, async () => {
      const { baseSha } = await client.getRun(run.id);
      const all = await client.listDeployments(project.id);
      return all.find((each) => each.branch === run.branch && each.state === "ready" && each.commitSha !== baseSha);
    });
    console.log(`prompt to first preview: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    const page = await client.visit(preview.url ?? "");
    expect(page.status).toBe(200);
    expect(page.text).toContain('<div id="root">');
  });

  it("finishes, and every step is one commit that names it", { timeout: LONG }, async () => {
    run = await waitFor("the end of the run", LONG, async () => {
      const now = await client.getRun(run.id);
      return now.state === "finished" ? now : null;
    });
    const commits = await client.listCommits(project.id, run.branch);
    const own = commits.filter(({ runId }) => runId === run.id);
    expect(own.map(({ step }) => step)).toEqual(run.steps.map(({ number }) => number).toReversed());
    expect(own.length).toBeGreaterThanOrEqual(3);
    expect(own.every(({ actor, pushed }) => actor === "ai" && pushed)).toBe(true);
    await waitForDeployment("preview", commits[0]?.sha ?? "");
  });

  it("keeps previews to their owner", async () => {
    const [latest] = (await client.listDeployments(project.id)).filter(({ branch }) => branch === run.branch);
    const stranger = await openProductClient(product, "stranger@example.com");
    expect((await client.visit(latest?.url ?? "", true)).status).toBe(401);
    expect((await stranger.visit(latest?.url ?? "")).status).toBe(404);
  });

  it("commits a manual edit, and previews it", { timeout: LONG }, async () => {
    const path = `/projects/${project.id}/file?ref=${encodeURIComponent(run.branch)}&path=README.md`;
    const file = await client.call(fileAnswerSchema, "GET", path);
    const edit = await client.call(writeAnswerSchema, "PUT", `/projects/${project.id}/files`, {
      branch: run.branch,
      expectedHead: file.commitSha,
      message: "Say who it is for",
      files: [{ path: "README.md", content: `${file.content}\nMade for Bella's salon.\n` }],
    });
    const [head] = await client.listCommits(project.id, run.branch);
    expect(head).toMatchObject({ sha: edit.sha, actor: "user", subject: "Say who it is for" });
    await waitForDeployment("preview", edit.sha);
  });

  it("shows the difference and merges it, and main becomes production", { timeout: LONG }, async () => {
    const range = `base=main&head=${encodeURIComponent(run.branch)}`;
    const diff = await client.call(diffAnswerSchema, "GET", `/projects/${project.id}/diff?${range}`);
    expect(diff.files.map(({ path }) => path)).toContain("README.md");
    expect(diff.patch).toContain("+Made for Bella's salon.");
    const merged = await client.call(mergeAnswerSchema, "POST", `/projects/${project.id}/merge`, {
      branch: run.branch,
    });
    const production = await waitForDeployment("production", merged.sha);
    expect(production.url).toBe(project.productionUrl);
    expect((await client.visit(production.url ?? "", true)).status).toBe(200);
  });

  it("is cloned with a token, and a push shows in the timeline and gets its preview", { timeout: LONG }, async () => {
    const { token } = await client.call(createdAccessTokenSchema, "POST", "/access-tokens", {
      projectId: project.id,
      scope: "write",
    });
    const clone = join(folder, "clone");
    const address = project.cloneUrl.replace("http://localhost", `http://git:${token}@127.0.0.1`);
    await runClientGit(folder, ["clone", "--quiet", address, clone]);
    const git = (...parameters: string[]): Promise<string> => runClientGit(clone, parameters);
    await git("checkout", "--quiet", "-b", "by-hand");
    await appendFile(join(clone, "README.md"), "\nPushed by hand.\n");
    await git("commit", "--quiet", "--all", "--message", "Push a line");
    await git("push", "--quiet", "origin", "by-hand");
    const sha = await git("rev-parse", "HEAD");
    const [head] = await client.listCommits(project.id, "by-hand");
    expect(head).toMatchObject({ sha, actor: "user", subject: "Push a line", author: { name: "Ada" } });
    const preview = await waitForDeployment("preview", sha);
    expect((await client.visit(preview.url ?? "")).status).toBe(200);
  });

  it("is all there after the server was stopped and started again", { timeout: LONG }, async () => {
    const look = async (who: ProductClient) => ({
      commits: await who.listCommits(project.id, "main"),
      run: await who.getRun(run.id),
      deployments: await who.listDeployments(project.id),
      activity: await who.call(z.object({ items: z.array(z.unknown()) }), "GET", `/projects/${project.id}/activity`),
    });
    const before = await look(client);
    await product.stop();
    await product.startAgain();
    expect(await look(client)).toEqual(before);
    const again = await openProductClient(product, "groomer@example.com", false);
    expect(await look(again)).toEqual(before);
    expect((await again.visit(project.productionUrl ?? "", true)).status).toBe(200);
    const served = before.deployments.find(({ branch, isCurrent }) => branch === "by-hand" && isCurrent);
    expect((await again.visit(served?.url ?? "")).status).toBe(200);
  });

  it("leaves a repository that git finds nothing wrong with", async () => {
    const repository = join(product.dataDirectory, "repositories", `${project.id}.git`);
    await runClientGit(repository, ["fsck", "--strict", "--full"]);
    const log = await runClientGit(repository, ["log", "--format=%s", "main"]);
    expect(log).toContain("Say who it is for");
  });

  it("never prints or logs the token or the secrets", () => {
    expect(product.output()).not.toMatch(/lc_[\w-]{20}|sb_secret_|whsec_|eyJ[\w-]+\.eyJ/);
  });
});
