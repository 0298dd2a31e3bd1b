import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runClientGit, tryGit } from "#tests/helpers/git-client.ts";
import { type GitHubFake, startGitHub } from "#tests/helpers/github/start-github.ts";

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const commitFile = async (octokit: Octokit, place: { owner: string; repo: string }, parent: string) => {
  const { data: base } = await octokit.rest.git.getCommit({ ...place, commit_sha: parent });
  const { data: tree } = await octokit.rest.git.createTree({
    ...place,
    base_tree: base.tree.sha,
    tree: [{ path: "src/a.ts", mode: "100644", type: "blob", content: "export {};\n" }],
  });
  const { data: commit } = await octokit.rest.git.createCommit({
    ...place,
    message: "Add a",
    tree: tree.sha,
    parents: [parent],
  });
  return commit.sha;
};

describe("the GitHub fake, asked by the real octokit", () => {
  let github: GitHubFake;

  beforeAll(async () => {
    github = await startGitHub();
  });
  afterAll(async () => {
    await github.stop();
  });

  const asInstallation = (installationId: number, more: Record<string, unknown> = {}): Octokit =>
    new Octokit({
      baseUrl: github.apiUrl,
      log: quiet,
      authStrategy: createAppAuth,
      auth: { appId: github.app.id, privateKey: github.app.privateKey, installationId, ...more },
    });

  it("commits through the Git Data API, compares, reads, and refuses a step back", async () => {
    const installation = await github.install(github.acme);
    const octokit = asInstallation(installation.id);
    const place = { owner: "acme", repo: "shop" };
    await octokit.rest.repos.createInOrg({ org: "acme", name: "shop", private: true });
    await expect(octokit.rest.repos.createInOrg({ org: "acme", name: "Shop" })).rejects.toMatchObject({ status: 422 });
    const [repository] = github.state.repositories;
    if (repository === undefined) throw new Error("no repository");
    const first = await github.commitAs(repository, github.octocat, {
      branch: "main",
      files: { "README.md": "# Shop\n" },
    });
    const second = await commitFile(octokit, place, first);
    await octokit.rest.git.updateRef({ ...place, ref: "heads/main", sha: second });
    await octokit.rest.git.createRef({ ...place, ref: "refs/heads/feature/x", sha: first });
    await expect(octokit.rest.git.updateRef({ ...place, ref: "heads/main", sha: first })).rejects.toMatchObject({
      status: 422,
    });
    const { data } = await octokit.rest.repos.compareCommitsWithBasehead({ ...place, basehead: `${first}...main` });
    expect(data).toMatchObject({ status: "ahead", ahead_by: 1, files: [{ filename: "src/a.ts", status: "added" }] });
    expect(data.files?.[0]?.patch).toContain("+export {};");
    const { data: branches } = await octokit.rest.repos.listBranches({ ...place, per_page: 1 });
    expect(branches).toHaveLength(1);
    expect(
      (await octokit.paginate(octokit.rest.repos.listBranches, { ...place, per_page: 1 })).map(({ name }) => name),
    ).toEqual(["feature/x", "main"]);
    expect((await octokit.rest.repos.getCommit({ ...place, ref: second })).data.stats?.additions).toBe(1);
    expect((await octokit.rest.repos.listCommits(place)).data.map(({ sha }) => sha)).toEqual([second, first]);
    expect((await octokit.rest.repos.getContent({ ...place, path: "src/a.ts" })).data).toMatchObject({ type: "file" });
    expect(
      (await octokit.rest.git.getTree({ ...place, tree_sha: second, recursive: "1" })).data.tree.map(
        ({ path }) => path,
      ),
    ).toEqual(["README.md", "src", "src/a.ts"]);
    await octokit.rest.git.deleteRef({ ...place, ref: "heads/feature/x" });
    expect(github.webhooks.sent.map(({ event }) => event)).toEqual([
      "installation",
      "create",
      "push",
      "push",
      "create",
      "push",
      "delete",
      "push",
    ]);
  });

  it("gives installations tokens of their repositories and permissions alone, for an hour", async () => {
    const bookshop = github.addAccount("bookshop", { type: "Organization" });
    const books = await github.createRepository(bookshop, { name: "books", isPrivate: true });
    const other = await github.createRepository(bookshop, { name: "other", isPrivate: true });
    const installation = await github.install(bookshop, {
      selection: "selected",
      repositoryIds: new Set([books.id]),
    });
    await github.commitAs(books, github.octocat, { branch: "main", files: { a: "1" } });
    const app = new Octokit({
      baseUrl: github.apiUrl,
      log: quiet,
      authStrategy: createAppAuth,
      auth: { appId: github.app.id, privateKey: github.app.privateKey },
    });
    await expect(
      app.rest.apps.createInstallationAccessToken({ installation_id: installation.id, repository_ids: [other.id] }),
    ).rejects.toMatchObject({ status: 422 });
    const { data } = await app.rest.apps.createInstallationAccessToken({
      installation_id: installation.id,
      repository_ids: [books.id],
      permissions: { contents: "read", metadata: "read" },
    });
    expect(data.repositories?.map(({ full_name }) => full_name)).toEqual(["bookshop/books"]);
    const octokit = new Octokit({ baseUrl: github.apiUrl, log: quiet, auth: data.token });
    await octokit.rest.repos.get({ owner: "bookshop", repo: "books" });
    await expect(octokit.rest.repos.get({ owner: "bookshop", repo: "other" })).rejects.toMatchObject({ status: 404 });
    await expect(
      octokit.rest.git.deleteRef({ owner: "bookshop", repo: "books", ref: "heads/main" }),
    ).rejects.toMatchObject({
      status: 403,
    });
    expect((await app.rest.apps.getAuthenticated()).data?.id).toBe(github.app.id);
    expect((await app.rest.apps.listInstallations()).data).toHaveLength(2);
    expect((await app.rest.apps.getRepoInstallation({ owner: "bookshop", repo: "books" })).data.id).toBe(
      installation.id,
    );
    github.setOffset(61 * 60_000);
    await expect(octokit.rest.repos.get({ owner: "bookshop", repo: "books" })).rejects.toMatchObject({ status: 401 });
    github.setOffset(0);
  });

  it("leads from a former name to the new one, and answers 304 without counting", async () => {
    const installation = await github.install(github.octocat);
    const shop = await github.createRepository(github.octocat, { name: "shop" });
    await github.rename(shop, "store");
    const octokit = asInstallation(installation.id);
    const { data, headers } = await octokit.rest.repos.get({ owner: "octocat", repo: "shop" });
    expect(data.full_name).toBe("octocat/store");
    await expect(
      octokit.rest.repos.get({ owner: "octocat", repo: "store", headers: { "if-none-match": headers.etag ?? "" } }),
    ).rejects.toMatchObject({ status: 304 });
    expect(headers["x-ratelimit-limit"]).toBe("5000");
    github.limits.hourly = 1;
    await expect(octokit.rest.repos.get({ owner: "octocat", repo: "store" })).rejects.toMatchObject({
      status: 403,
      message: expect.stringContaining("rate limit"),
    });
    github.limits.hourly = 5000;
  });

  it("serves clones and pushes by token, and tells what was pushed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "letscode-client-"));
    const shop = await github.createRepository(github.octocat, { name: "shop", isPrivate: true });
    await github.commitAs(shop, github.octocat, { branch: "main", files: { "README.md": "# Shop\n" } });
    const url = (token: string): string => github.state.origin.replace("//", `//x:${token}@`) + "/octocat/shop.git";
    expect((await tryGit(folder, ["clone", "-q", url("wrong")])).code).not.toBe(0);
    await runClientGit(folder, ["clone", "-q", url(github.personalToken(github.octocat)), "shop"]);
    await writeFile(join(folder, "shop", "a"), "1");
    await runClientGit(join(folder, "shop"), ["add", "."]);
    await runClientGit(join(folder, "shop"), ["commit", "-qm", "Add a"]);
    github.faults.add({ on: "git-receive-pack", fault: { status: 503 }, times: 1 });
    expect((await tryGit(join(folder, "shop"), ["push", "-q"])).code).not.toBe(0);
    await runClientGit(join(folder, "shop"), ["push", "-q"]);
    await github.settle();
    const head = await runClientGit(join(folder, "shop"), ["rev-parse", "HEAD"]);
    expect(github.webhooks.sent.at(-1)).toMatchObject({
      event: "push",
      payload: { after: head, pusher: { name: "octocat" } },
    });
    await rm(folder, { recursive: true, force: true });
  });
});
