import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CommitRequest } from "#core/ports/git-host.ts";
import { createLocalGitHost } from "#git-service/index.ts";
import { systemClock } from "#runtime/container/system-clock.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { ada, startTestGitHost, type TestGitHost } from "#tests/helpers/start-git-server.ts";

let test: TestGitHost;
beforeEach(async () => {
  test = await startTestGitHost();
});
afterEach(async () => {
  await test.stop();
});

const request = (expectedHead: string | null, path: string, content: string, more: Partial<CommitRequest> = {}) => ({
  branch: "main",
  expectedHead,
  changes: [{ path, content }],
  message: `Write ${path}\n`,
  author: ada,
  onMoved: "refuse" as const,
  ...more,
});

const text = (change: Record<number, string>) =>
  Array.from({ length: 9 }, (_, index) => `${change[index] ?? index}\n`).join("");

describe("commits", () => {
  it("20 at once to one branch: one lands and 19 are refused aloud", async () => {
    const name = await test.createRepository();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => test.host.commit(name, request(name.head, `file-${index}`, "x"))),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: "stale_head", status: 409 });
    const { items } = await test.host.listTree(name, "main");
    expect(items).toHaveLength(2);
  });

  it("20 at once to one branch from four processes' worth of hosts: replayed, none is lost", async () => {
    const name = await test.createRepository();
    const others = await Promise.all(
      Array.from({ length: 3 }, () =>
        createLocalGitHost({
          directory: test.host.directory,
          publicUrl: "http://localhost:3000",
          clock: systemClock,
          logger: silentLogger,
          sendPush: async () => {},
        }),
      ),
    );
    const hosts = [test.host, ...others];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (hosts[index % 4] ?? test.host).commit(name, request(name.head, `file-${index}`, "x", { onMoved: "replay" })),
      ),
    );
    expect(new Set(results.map(({ parentSha }) => parentSha)).size).toBe(20);
    expect((await test.host.listTree(name, "main")).items).toHaveLength(21);
    const log = await test.host.listCommits(name, { ref: "main", limit: 50 });
    expect(new Set(log.items.map(({ sha }) => sha))).toEqual(new Set([name.head, ...results.map(({ sha }) => sha)]));
    for (const host of others) await host.close();
  });

  it("A12: a stale save is refused with both heads, and nothing is written", async () => {
    const name = await test.createRepository();
    const { sha } = await test.host.commit(name, request(name.head, "a", "first tab"));
    const before = await readdir(join(test.host.repositoryDirectory(name.projectId), "objects"));
    await expect(test.host.commit(name, request(name.head, "a", "second tab"))).rejects.toMatchObject({
      code: "stale_head",
      status: 409,
      data: { branch: "main", expected: name.head, actual: sha },
    });
    expect((await test.host.readFile(name, "main", "a")).content).toBe("first tab");
    expect(await readdir(join(test.host.repositoryDirectory(name.projectId), "objects"))).toEqual(before);
  });

  it("replay joins edits of other lines, and names the files it cannot join", async () => {
    const name = await test.createRepository([{ path: "a.ts", content: text({}) }]);
    await test.host.commit(name, request(name.head, "a.ts", text({ 1: "person" })));
    const joined = await test.host.commit(name, request(name.head, "a.ts", text({ 7: "AI" }), { onMoved: "replay" }));
    expect(joined.isReplayed).toBe(true);
    expect((await test.host.readFile(name, "main", "a.ts")).content).toBe(text({ 1: "person", 7: "AI" }));
    await expect(
      test.host.commit(name, request(name.head, "a.ts", text({ 1: "AI" }), { onMoved: "replay" })),
    ).rejects.toMatchObject({ code: "merge_conflict", status: 409, data: { paths: ["a.ts"] } });
    expect((await test.host.readFile(name, "main", "a.ts")).content).toBe(text({ 1: "person", 7: "AI" }));
  });

  it.each([
    ".git/config",
    ".GIT/hooks/x",
    "git~1/config",
    "../outside",
    "/etc/passwd",
    "a\\b",
    "a\0b",
    "aux.ts",
    "x".repeat(300),
    "README.md/below",
    "readme.md",
  ])("A20: a commit may not write %j", async (path) => {
    const name = await test.createRepository();
    await expect(test.host.commit(name, request(name.head, path, "evil"))).rejects.toMatchObject({
      code: "path_refused",
      status: 422,
    });
    expect(await test.host.resolve(name, "main")).toBe(name.head);
    expect((await readdir(test.folder)).toSorted()).toEqual(["git"]);
  });

  it("A20: a first commit may not either, and leaves no repository", async () => {
    await expect(test.createRepository([{ path: "a/../../x", content: "" }])).rejects.toMatchObject({
      code: "path_refused",
    });
    expect((await readdir(test.host.directory)).filter((name) => name.includes("git") || name.startsWith("."))).toEqual(
      [],
    );
  });

  it.each([
    "$(touch canary)",
    "--upload-pack=touch canary",
    "-c",
    "a;touch canary",
    "a\nb",
    "a..b",
    "ext::sh",
    "HEAD",
    "",
  ])("A21: %j is no branch and no revision, and nothing runs", async (ref) => {
    const name = await test.createRepository();
    const { host } = test;
    await expect(host.createBranch(name, ref, name.head)).rejects.toMatchObject({ code: "invalid_input" });
    await expect(host.commit(name, request(null, "a", "b", { branch: ref }))).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect(await host.resolve(name, ref)).toBeNull();
    const failure = { code: "not_found" };
    await expect(host.createBranch(name, "x", ref)).rejects.toMatchObject(failure);
    await expect(host.listCommits(name, { ref, limit: 5 })).rejects.toMatchObject(failure);
    await expect(host.listTree(name, ref)).rejects.toMatchObject(failure);
    await expect(host.diff(name, { base: ref, head: "main", fromMergeBase: true })).rejects.toMatchObject(failure);
    await expect(host.diff(name, { base: "main", head: `${ref}`, fromMergeBase: false })).rejects.toMatchObject(
      failure,
    );
    await expect(host.readFile(name, "main", ref || "-")).rejects.toMatchObject(failure);
    expect((await readdir(test.folder, { recursive: true })).filter((path) => path.includes("canary"))).toEqual([]);
  });

  it("takes whatever a name and a message hold, and git finds nothing to complain about", async () => {
    const name = await test.createRepository();
    let head = name.head;
    const odd = [
      "",
      "   ",
      "a\0b",
      "\uD800 alone",
      "x\ncommitter Eve <e@x> 1 +0000",
      "\r\n\r\n# comment",
      "\u202Eevil",
      "é 🎉",
    ];
    for (const [index, oddity] of odd.entries()) {
      const author = { name: oddity, email: index % 2 === 0 ? oddity : "" };
      ({ sha: head } = await test.host.commit(name, request(head, "a", `${index}`, { message: oddity, author })));
      const commit = await test.host.readCommit(name, head);
      expect(commit.parents).toHaveLength(1);
      expect(commit.committer.name).not.toBe("Eve");
    }
    await test.assertSound();
    const bare = test.host.repositoryDirectory(name.projectId);
    expect(await runClientGit(bare, ["rev-list", "--count", "main"])).toBe(String(odd.length + 1));
  });

  it("an empty repository is one, and files come and go", async () => {
    const name = await test.createRepository([]);
    expect((await test.host.listTree(name, "main")).items).toEqual([]);
    const { sha } = await test.host.commit(name, request(name.head, "deep/er/a", "1"));
    await test.host.commit(name, { ...request(sha, "x", ""), changes: [{ path: "deep/er/a", isDeleted: true }] });
    expect((await test.host.listTree(name, "main")).items).toEqual([]);
    const [folder, temporary] = [join(test.folder, "export"), join(test.folder, "temporary")];
    await Promise.all([folder, temporary].map((path) => mkdir(path)));
    const usual = process.env.TMPDIR;
    process.env.TMPDIR = temporary;
    await test.host.exportFiles(name, name.head, folder).finally(() => {
      if (usual === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = usual;
    });
    expect([await readdir(folder), await readdir(temporary)]).toEqual([[], []]);
    await expect(
      test.host.commit(name, { ...request(sha, "x", ""), changes: [{ path: "no", isDeleted: true }] }),
    ).rejects.toMatchObject({ code: "path_refused" });
  });

  it("starts an orphan branch, and refuses to when the name is taken", async () => {
    const name = await test.createRepository();
    const { sha, parentSha } = await test.host.commit(name, request(null, "a", "1", { branch: "other/root" }));
    expect(parentSha).toBeNull();
    expect(await test.host.resolve(name, "other/root")).toBe(sha);
    await expect(test.host.commit(name, request(null, "a", "2", { branch: "other/root" }))).rejects.toMatchObject({
      code: "stale_head",
    });
    await expect(test.host.commit(name, request(null, "a", "2", { branch: "other" }))).rejects.toMatchObject({
      code: "illegal_state",
      data: { conflict: "other/root" },
    });
  });

  it("A22: refuses a file over the limit with the limit named", async () => {
    const name = await test.createRepository();
    await expect(test.host.commit(name, request(name.head, "big", "x".repeat(100_000_001)))).rejects.toMatchObject({
      code: "too_large",
      data: { limit: "100 MB" },
    });
  });
});

describe("repositories", () => {
  it("are made once, and removed without a trace", async () => {
    const name = await test.createRepository();
    const again = { branch: "main", changes: [], message: "Again\n", author: ada };
    await expect(test.host.createRepository(name, again)).rejects.toMatchObject({ code: "illegal_state" });
    expect(await test.host.resolve(name, "main")).toBe(name.head);
    await test.host.removeRepository(name);
    await test.host.removeRepository(name);
    await expect(test.host.listBranches(name)).rejects.toMatchObject({ code: "not_found" });
    await test.host.flush();
    expect((await readdir(test.host.directory, { recursive: true })).toSorted()).toEqual(["outbox"]);
    await test.host.createRepository(name, again);
  });

  it("made twenty times at once are made once", async () => {
    const name = { projectId: crypto.randomUUID(), ownerHandle: "ada", slug: "app" };
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        test.host.createRepository(name, {
          branch: "main",
          changes: [{ path: `file-${index}`, content: "" }],
          message: "Start\n",
          author: ada,
        }),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await test.host.flush();
    expect(test.deliveries).toHaveLength(1);
    expect((await readdir(test.host.directory)).filter((one) => one.startsWith("."))).toEqual([]);
  });

  it("of a project whose id is a path are not there", async () => {
    for (const projectId of ["../git", "..", "x/../../y", ""]) {
      const name = { projectId, ownerHandle: "ada", slug: "app" };
      await expect(test.host.listBranches(name)).rejects.toMatchObject({ code: "not_found" });
      await expect(test.host.removeRepository(name)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
