import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GitCommit } from "#core/ports/git-host.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { ada, startTestGitHost, type TestGitHost } from "#tests/helpers/start-git-server.ts";

let test: TestGitHost;
beforeEach(async () => {
  test = await startTestGitHost();
});
afterEach(() => test.stop());

/** Adds commits to a bare repository by fast-import; parents are numbers of earlier commits. */
const importCommits = async (directory: string, branch: string, commits: { parents: number[]; at: number }[]) => {
  const blocks = commits.map(({ parents, at }, index) => {
    const [first, ...others] = parents;
    return [
      `commit refs/import/${branch}-${index}`,
      `mark :${index + 1}`,
      `committer Ada <ada@example.com> ${at} +0000`,
      `data ${String(index).length}\n${index}`,
      ...(first === undefined ? [] : [`from :${first + 1}`]),
      ...others.map((parent) => `merge :${parent + 1}`),
      `M 100644 inline file-${index % 7}\ndata ${String(index).length}\n${index}`,
    ].join("\n");
  });
  const input = `${blocks.join("\n")}\nreset refs/heads/${branch}\nfrom :${commits.length}\n\ndone\n`;
  await runClientGit(directory, ["fast-import", "--quiet", "--done"], { input });
};

const readAll = async (name: Awaited<ReturnType<TestGitHost["createRepository"]>>, ref: string, limit: number) => {
  const found: GitCommit[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await test.host.listCommits(name, { ref, limit, ...(cursor === undefined ? {} : { cursor }) });
    found.push(...page.items);
    expect(page.items.length).toBeLessThanOrEqual(limit);
    if (page.nextCursor === null) return found.map(({ sha }) => sha);
    cursor = page.nextCursor;
  }
};

describe("the log", () => {
  it("has the order of git log, whatever its shape and its dates, page by page", async () => {
    const name = await test.createRepository();
    const directory = test.host.repositoryDirectory(name.projectId);
    const shape = fc
      .array(fc.tuple(fc.nat(3), fc.nat(5), fc.boolean(), fc.nat(2)), { minLength: 2, maxLength: 25 })
      .map((rows) =>
        rows.map(([back, other, isMerge, second], index) => {
          const first = index - 1 - Math.min(back, index - 1);
          const merged = index - 1 - Math.min(other, index - 1);
          const parents = index === 0 ? [] : isMerge && merged !== first ? [first, merged] : [first];
          return { parents, at: 1_700_000_000 + Math.floor(index / 3) + second };
        }),
      );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(shape, fc.integer({ min: 1, max: 9 }), async (commits, limit) => {
        const branch = `b${(count += 1)}`;
        await importCommits(directory, branch, commits);
        const expected = (await runClientGit(directory, ["rev-list", `refs/heads/${branch}`])).split("\n");
        expect(await readAll(name, branch, limit)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it("goes on where the first page began, though commits are made meanwhile", async () => {
    const name = await test.createRepository();
    const directory = test.host.repositoryDirectory(name.projectId);
    await importCommits(
      directory,
      "long",
      Array.from({ length: 450 }, (_, index) => ({
        parents: index === 0 ? [] : [index - 1],
        at: 1_700_000_000 + index,
      })),
    );
    const expected = (await runClientGit(directory, ["rev-list", "long"])).split("\n");
    const first = await test.host.listCommits(name, { ref: "long", limit: 100 });
    const [head] = expected;
    await test.host.commit(name, {
      branch: "long",
      expectedHead: head ?? "",
      changes: [{ path: "new", content: "" }],
      message: "New\n",
      author: ada,
      onMoved: "refuse",
    });
    const found = first.items.map(({ sha }) => sha);
    for (let cursor = first.nextCursor; cursor !== null;) {
      const page = await test.host.listCommits(name, { ref: "long", limit: 100, cursor });
      found.push(...page.items.map(({ sha }) => sha));
      cursor = page.nextCursor;
    }
    expect(found).toEqual(expected);
    for (const cursor of ["x", "--all", `${head}:-1`, `${head}:1e3`]) {
      await expect(test.host.listCommits(name, { ref: "long", limit: 5, cursor })).rejects.toMatchObject({
        code: "invalid_input",
      });
    }
  });

  it("commitsBetween gives what one has and the other has not, oldest first, the newest of too many", async () => {
    const name = await test.createRepository();
    const directory = test.host.repositoryDirectory(name.projectId);
    const line = Array.from({ length: 60 }, (_, index) => ({
      parents: index === 0 ? [] : [index - 1],
      at: 1_700_000_000 + index,
    }));
    await importCommits(directory, "side", [...line, { parents: [59, 30], at: 1_700_001_000 }]);
    const all = (await runClientGit(directory, ["rev-list", "--reverse", "side"])).split("\n");
    const to = all.at(-1) ?? "";
    const between = async (from: string | null, limit: number) =>
      (await test.host.commitsBetween(name, { from, to, limit })).map(({ sha }) => sha);
    expect(await between(null, 1000)).toEqual(all);
    expect(await between(all[40] ?? "", 1000)).toEqual(all.slice(41));
    expect(await between(all[40] ?? "", 3)).toEqual(all.slice(-3));
    expect(await between(to, 10)).toEqual([]);
    expect(await between(name.head, 1000)).toEqual(all);
  });
});

describe("diffs", () => {
  it("name a huge change, cut its text and say so; nothing hangs", async () => {
    const name = await test.createRepository();
    const { sha } = await test.host.commit(name, {
      branch: "main",
      expectedHead: name.head,
      changes: [
        { path: "huge.txt", content: "some line of text\n".repeat(800_000) },
        { path: "picture", content: "\0".repeat(500_000) },
        { path: "small.txt", content: "1\n" },
      ],
      message: "Add much\n",
      author: ada,
      onMoved: "refuse",
    });
    const diff = await test.host.diff(name, { base: name.head, head: sha, fromMergeBase: true });
    expect(diff.isTruncated).toBe(true);
    expect(diff.patch.length).toBeLessThanOrEqual(4 * 1024 * 1024);
    expect(diff.patch.endsWith("\n")).toBe(true);
    expect(diff.files.map(({ path, isBinary }) => [path, isBinary])).toEqual([
      ["huge.txt", false],
      ["picture", true],
      ["small.txt", false],
    ]);
    expect(diff.files[0]).toMatchObject({ additions: 800_000 });
    const file = await test.host.readFile(name, sha, "huge.txt");
    expect(file).toMatchObject({ isTruncated: true, content: "", size: 14_400_000 });
  });

  it("start where the branches parted, or straight from the base", async () => {
    const name = await test.createRepository();
    const commit = (branch: string, expectedHead: string, path: string) =>
      test.host.commit(name, {
        branch,
        expectedHead,
        changes: [{ path, content: `${path}\n` }],
        message: `Add ${path}\n`,
        author: ada,
        onMoved: "refuse",
      });
    await test.host.createBranch(name, "side", name.head);
    await commit("side", name.head, "on-side");
    await commit("main", name.head, "on-main");
    const paths = async (fromMergeBase: boolean) =>
      (await test.host.diff(name, { base: "main", head: "side", fromMergeBase })).files.map(
        ({ path, status }) => `${status} ${path}`,
      );
    expect(await paths(true)).toEqual(["added on-side"]);
    expect(await paths(false)).toEqual(["deleted on-main", "added on-side"]);
  });
});

describe("maintenance", () => {
  it("packs, and everything reads and writes as before", async () => {
    const name = await test.createRepository();
    let { head } = name;
    for (let index = 0; index < 30; index += 1) {
      ({ sha: head } = await test.host.commit(name, {
        branch: "main",
        expectedHead: head,
        changes: [{ path: `file-${index % 5}`, content: `${index}` }],
        message: `Change ${index}\n`,
        author: ada,
        onMoved: "refuse",
      }));
      if (index % 10 === 9) await test.host.maintainRepository(name);
    }
    const directory = test.host.repositoryDirectory(name.projectId);
    expect(await runClientGit(directory, ["count-objects", "-v"])).toMatch(/^count: 0$/m);
    expect(await runClientGit(join(directory), ["rev-list", "--count", "main"])).toBe("31");
    expect(await test.host.resolve(name, "main")).toBe(head);
    await test.host.createBranch(name, "packed", head);
    await test.host.maintainRepository(name);
    await test.host.deleteBranch(name, "packed", head);
    expect(await test.host.resolve(name, "packed")).toBeNull();
  });

  it("keeps the commits of a deleted branch", async () => {
    const name = await test.createRepository();
    const { sha } = await test.host.commit(name, {
      branch: "gone",
      expectedHead: null,
      changes: [{ path: "a", content: "1" }],
      message: "Add a\n",
      author: ada,
      onMoved: "refuse",
    });
    await test.host.deleteBranch(name, "gone", sha);
    const directory = test.host.repositoryDirectory(name.projectId);
    await runClientGit(directory, ["prune", "--expire=now"]);
    expect((await test.host.readCommit(name, sha)).sha).toBe(sha);
    expect(await test.host.listBranches(name)).toEqual([{ name: "main", sha: name.head }]);
  });
});
