import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CommitRequest } from "#core/ports/git-host.ts";
import { createRemoteGit } from "#git-service/github/remote-git.ts";
import { gitIn } from "#tests/helpers/github/repository-git.ts";
import type { GitHubInstallation } from "#tests/helpers/github/github-state.ts";
import { startGitHubHost } from "#tests/helpers/github/start-github-host.ts";
import { type GitHubFake, startGitHub } from "#tests/helpers/github/start-github.ts";

const ai = { name: "LetsCode", email: "ai@letscode.dev" };

const write = (path: string, content: string, more: Partial<CommitRequest> = {}): CommitRequest => ({
  branch: "main",
  expectedHead: null,
  changes: [{ path, content }],
  message: `Write ${path}`,
  author: ai,
  onMoved: "refuse",
  ...more,
});

describe("the GitHub host", () => {
  let github: GitHubFake;
  let installation: GitHubInstallation;
  let test: Awaited<ReturnType<typeof startGitHubHost>>;
  let names = 0;

  beforeAll(async () => {
    github = await startGitHub();
    installation = await github.install(github.acme);
    test = await startGitHubHost(github);
  });
  afterEach(() => github.faults.clear());
  afterAll(async () => {
    await test.stop();
    await github.stop();
  });

  /** A repository with one commit of ours on main. */
  const start = async () => {
    names += 1;
    const repository = await github.createRepository(github.acme, { name: `app-${names}`, isPrivate: true });
    const name = test.connect(repository, installation);
    const first = {
      branch: "main",
      changes: [{ path: "README.md", content: "# App\n" }],
      message: "Start",
      author: ai,
    };
    const { sha } = await test.host.createRepository(name, first);
    const headOnGitHub = async (branch = "main"): Promise<string | undefined> =>
      (await github.readRefs(repository)).get(`refs/heads/${branch}`);
    const countOnGitHub = async (): Promise<number> => Number(await gitIn(repository, ["rev-list", "--count", "main"]));
    return { repository, name, sha, headOnGitHub, countOnGitHub };
  };

  it("sees what came to be while a look at GitHub was under way", async () => {
    const { repository } = await start();
    const git = createRemoteGit();
    const [looked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let isSlow = false;
    const slow = await startGitHubHost(github, {
      remote: {
        ...git,
        listHeads: async (...at) => {
          const told = await git.listHeads(...at);
          looked.resolve();
          if (isSlow) await released.promise;
          return told;
        },
      },
    });
    const name = slow.connect(repository, installation);
    isSlow = true;
    const underWay = slow.host.sync(name.projectId);
    await looked.promise;
    const sha = await github.commitAs(repository, github.octocat, { branch: "main", files: { "late.md": "1\n" } });
    const found = slow.host.resolve(name, sha);
    isSlow = false;
    setTimeout(released.resolve, 100);
    await underWay;
    expect(await found).toBe(sha);
    await slow.stop();
  });

  it("commits, branches, merges, reverts and deletes on GitHub itself", async () => {
    const { name, sha, headOnGitHub } = await start();
    expect(await headOnGitHub()).toBe(sha);
    await test.host.createBranch(name, "letscode/list", sha);
    const step = await test.host.commit(
      name,
      write("list.ts", "export {};\n", { branch: "letscode/list", expectedHead: sha }),
    );
    expect(await headOnGitHub("letscode/list")).toBe(step.sha);
    const merged = await test.host.merge(name, { into: "main", from: "letscode/list", message: "Merge", author: ai });
    expect(merged).toMatchObject({ isFastForward: true, sha: step.sha });
    const reverted = await test.host.revert(name, { branch: "main", commit: step.sha, message: "Revert", author: ai });
    expect(await headOnGitHub()).toBe(reverted.sha);
    await test.host.deleteBranch(name, "letscode/list", step.sha);
    expect(await headOnGitHub("letscode/list")).toBeUndefined();
    expect(await test.host.listBranches(name)).toEqual([{ name: "main", sha: reverted.sha }]);
    expect(test.host.cloneUrl(name)).toBe(`${github.state.origin}/acme/${name.slug}.git`);
  });

  it("A11: never overwrites what a person pushed: refuses, or joins both", async () => {
    const { repository, name, sha, headOnGitHub } = await start();
    const theirs = await github.commitAs(repository, github.octocat, { branch: "main", files: { "theirs.md": "1\n" } });
    await expect(test.host.commit(name, write("ours.md", "1\n", { expectedHead: sha }))).rejects.toMatchObject({
      code: "stale_head",
    });
    expect(await headOnGitHub()).toBe(theirs);
    const joined = await test.host.commit(name, write("ours.md", "1\n", { expectedHead: sha, onMoved: "replay" }));
    expect(joined).toMatchObject({ isReplayed: true, parentSha: theirs });
    expect((await test.host.listTree(name, "main")).items.map(({ path }) => path)).toEqual([
      "README.md",
      "ours.md",
      "theirs.md",
    ]);
    await github.commitAs(repository, github.octocat, { branch: "main", files: { "README.md": "# Theirs\n" } });
    const conflict = write("README.md", "# Ours\n", { expectedHead: sha, onMoved: "replay" });
    await expect(test.host.commit(name, conflict)).rejects.toMatchObject({ code: "merge_conflict" });
  });

  it("loses no commit when the mirror is behind and many write at once", async () => {
    const { repository, name, sha, countOnGitHub } = await start();
    const lazy = await startGitHubHost(github, { freshMilliseconds: 60_000 });
    const again = lazy.connect(repository, installation);
    await lazy.host.listBranches(again);
    await Promise.all(
      [test.host, lazy.host].flatMap((host, side) =>
        [1, 2, 3].map((number) =>
          host.commit(
            side === 0 ? name : again,
            write(`${side}-${number}.md`, "1\n", { expectedHead: sha, onMoved: "replay" }),
          ),
        ),
      ),
    );
    expect(await countOnGitHub()).toBe(7);
    await lazy.stop();
  });

  it("A8: the network lost before the push leaves nothing, and after it a commit that counts", async () => {
    const { name, sha, headOnGitHub, countOnGitHub } = await start();
    github.faults.add({ on: "git-receive-pack", fault: "cut" });
    const lost = test.host.commit(name, write("a.md", "1\n", { expectedHead: sha }));
    await expect(lost).rejects.toMatchObject({ code: "external_service_failed", isRetryable: true });
    expect(await headOnGitHub()).toBe(sha);
    expect(await test.host.resolve(name, "main")).toBe(sha);
    github.faults.clear();
    github.faults.add({ on: "POST /acme/" + name.slug + ".git/git-receive-pack", fault: "cut-after", times: 1 });
    const done = await test.host.commit(name, write("a.md", "1\n", { expectedHead: sha }));
    expect(await headOnGitHub()).toBe(done.sha);
    expect(await countOnGitHub()).toBe(2);
  });

  it("goes on when its token is revoked, and when the repository is renamed and transferred", async () => {
    const { repository, name, sha, headOnGitHub } = await start();
    for (const [text, token] of github.state.tokens)
      if (token.kind === "installation") github.state.tokens.delete(text);
    const one = await test.host.commit(name, write("a.md", "1\n", { expectedHead: sha }));
    await github.rename(repository, `store-${names}`);
    const two = await test.host.commit(name, write("b.md", "1\n", { expectedHead: one.sha }));
    expect(test.notes.at(-1)).toEqual({ projectId: name.projectId, fullName: `acme/store-${names}` });
    const personal = await github.install(github.octocat);
    github.state.formerNames.set(`acme/store-${names}`, repository.id);
    repository.ownerId = github.octocat.id;
    const three = await test.host.commit(name, write("c.md", "1\n", { expectedHead: two.sha }));
    expect(await headOnGitHub()).toBe(three.sha);
    expect(test.notes.at(-1)?.fullName).toBe(`octocat/store-${names}`);
    await github.uninstall(personal);
    await expect(test.host.commit(name, write("d.md", "1\n", { expectedHead: three.sha }))).rejects.toMatchObject({
      code: "repository_unreachable",
    });
  });

  it("follows forced pushes and deleted branches, and keeps what they took readable", async () => {
    const { repository, name, sha } = await start();
    const taken = await github.commitAs(repository, github.octocat, { branch: "main", files: { "a.md": "1\n" } });
    await github.commitAs(repository, github.octocat, { branch: "old", files: { "b.md": "1\n" } });
    expect((await test.host.listBranches(name)).map((each) => each.name)).toEqual(["main", "old"]);
    await github.forceBranch(repository, github.octocat, "main", sha);
    await github.forceBranch(repository, github.octocat, "old", null);
    expect(await test.host.sync(name.projectId)).toContainEqual({ branch: "main", before: taken, after: sha });
    expect(await test.host.listBranches(name)).toEqual([{ name: "main", sha }]);
    expect((await test.host.readFile(name, taken, "a.md")).sha).toBeTruthy();
    expect(
      await gitIn({ ...repository, directory: join(test.folder, "mirrors", `${name.projectId}.git`) }, [
        "rev-parse",
        `refs/letscode/kept/${taken}`,
      ]),
    ).toBe(taken);
  });

  it("imports any default branch, and reads on without a connection", async () => {
    names += 1;
    const repository = await github.createRepository(github.acme, { name: `legacy-${names}`, defaultBranch: "trunk" });
    const head = await github.commitAs(repository, github.octocat, { branch: "trunk", files: { "a.md": "1\n" } });
    const name = test.connect(repository, installation);
    expect(await test.host.listBranches(name)).toEqual([{ name: "trunk", sha: head }]);
    github.faults.add({ on: "/info/refs", fault: { status: 503 } });
    expect(await test.host.resolve(name, "trunk")).toBe(head);
    await expect(test.host.createBranch(name, "x", head)).rejects.toMatchObject({ isRetryable: true });
  });

  it("asks for the least, tells of GitHub's limits, and leaves its token nowhere", async () => {
    const { name, sha } = await start();
    github.faults.add({ on: "access_tokens", fault: { status: 403, headers: { "retry-after": "3600" } } });
    const fresh = await startGitHubHost(github);
    const repository = github.state.repositories.at(-1);
    if (repository === undefined) throw new Error("no repository");
    const again = fresh.connect(repository, installation);
    const limited = await fresh.host
      .commit(again, write("a.md", "1\n", { expectedHead: sha }))
      .catch((thrown: unknown) => thrown);
    expect(limited).toMatchObject({ code: "limit_reached", isRetryable: true, data: { retryAfterSeconds: 3600 } });
    github.faults.clear();
    const { token } = await test.app.accessTo({ installationId: installation.id, repositoryId: repository.id });
    const granted = github.state.tokens.get(token);
    expect([...(granted?.repositoryIds ?? [])]).toEqual([repository.id]);
    expect(granted?.permissions["administration"]).toBeUndefined();
    expect(await readFile(join(test.folder, "mirrors", `${name.projectId}.git`, "config"), "utf8")).not.toContain(
      token,
    );
    await fresh.stop();
  });

  it("says that an archived repository is archived, and pushes again once it is not", async () => {
    const { name, sha, repository } = await start();
    repository.isArchived = true;
    const refused = await test.host
      .commit(name, write("a.md", "1\n", { expectedHead: sha }))
      .catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: "repository_archived", isRetryable: false });
    expect(refused).toHaveProperty("detail", expect.stringContaining("archived on GitHub"));
    expect(JSON.stringify(refused)).not.toContain("ghs_");
    repository.isArchived = false;
    await test.host.commit(name, write("a.md", "1\n", { expectedHead: sha }));
  });

  it("costs two Git requests a step and none of the API's", async () => {
    const { name, sha } = await start();
    const before = github.requests.length;
    await test.host.commit(name, write("a.md", "1\n", { expectedHead: sha }));
    const asked = github.requests.slice(before);
    expect(asked.filter((line) => !line.includes(".git/"))).toEqual([]);
    expect(asked.filter((line) => line.includes("receive-pack"))).toHaveLength(2);
  });
});
