import { mkdir, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FileEdit } from "#core/contracts/file.ts";
import type { LocalGitHost } from "#git-service/index.ts";
import { systemClock } from "#runtime/container/system-clock.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { ada, startTestGitHost, type TestGitHost } from "#tests/helpers/start-git-server.ts";

/** One task on both engines, whose answers have to be the same: ids, listings, diffs, conflicts. */
const name = { projectId: "0190e8a0-0000-7000-8000-00000000000a", ownerHandle: "ada", slug: "app" };
const clock = { ...systemClock, now: () => new Date("2026-03-02T09:00:00Z") };

const write = (path: string, content: string): FileEdit => ({ path, content });
const remove = (path: string): FileEdit => ({ path, isDeleted: true });
const lines = (count: number, change: Record<number, string> = {}) =>
  Array.from({ length: count }, (_, index) => `${change[index] ?? `line ${index}`}\n`).join("");

/** What an operation answers, or how it fails. */
const settle = async <Result>(task: Promise<Result>) => {
  try {
    return await task;
  } catch (error) {
    return error instanceof Error && "code" in error ? { code: error.code, data: Reflect.get(error, "data") } : error;
  }
};

/** An edit of numbered lines: some dropped, some replaced, some added. */
const edit = (base: string[]) =>
  fc
    .array(fc.tuple(fc.nat(Math.max(base.length, 1)), fc.constantFrom("drop", "replace", "add"), fc.nat(99)), {
      maxLength: 3,
    })
    .map((steps) => {
      const result = [...base];
      for (const [at, kind, salt] of steps) {
        if (kind === "add") result.splice(at, 0, `new ${salt}`);
        else if (at < result.length) result.splice(at, 1, ...(kind === "replace" ? [`changed ${salt}`] : []));
      }
      return result;
    });

const numbered = (all: string[]): FileEdit[] => [write("file.ts", all.map((one) => `${one}\n`).join(""))];

const shaOf = (answer: unknown): string => {
  if (typeof answer === "object" && answer !== null && "sha" in answer) return String(answer.sha);
  throw new Error(`It did not commit: ${JSON.stringify(answer)}`);
};

describe("both engines", () => {
  let git: TestGitHost;
  let isomorphic: TestGitHost;
  beforeEach(async () => {
    git = await startTestGitHost({ engine: "git", clock });
    isomorphic = await startTestGitHost({ engine: "isomorphic", clock });
  });
  afterEach(async () => {
    await git.stop();
    await isomorphic.stop();
  });

  /** Runs a task on both and answers what both answered. */
  const onBoth = async <Result>(task: (host: LocalGitHost) => Promise<Result>): Promise<Result> => {
    const [one, other] = [await task(git.host), await task(isomorphic.host)];
    expect(other).toEqual(one);
    return one;
  };
  const start = (changes: FileEdit[]) =>
    onBoth(async (host) => host.createRepository(name, { branch: "main", changes, message: "Start\n", author: ada }));
  const commit = (
    branch: string,
    expectedHead: string | null,
    changes: FileEdit[],
    onMoved: "refuse" | "replay" = "refuse",
  ) =>
    onBoth(async (host) =>
      settle(host.commit(name, { branch, expectedHead, changes, message: `Change ${branch}\n`, author: ada, onMoved })),
    );
  const headOf = async (branch: string) => (await onBoth((host) => host.resolve(name, branch))) ?? "";

  it("are the ones they say they are", () => {
    expect([git.host.engineName, isomorphic.host.engineName]).toEqual(["git", "isomorphic"]);
  });

  it("give the same ids for commits, replays, merges, reverts and restores, and read the same", async () => {
    const first = await start([
      write("README.md", "# App\n"),
      write("src/a.ts", lines(30)),
      write("src/deep/b.ts", "b\n"),
      write("src-x/ü.txt", "ü"),
    ]);
    await onBoth((host) => host.createBranch(name, "feature/one", first.sha));
    const onMain = await commit("main", first.sha, [write("src/a.ts", lines(30, { 2: "main" })), write("new.txt", "")]);
    await commit("feature/one", first.sha, [write("src/a.ts", lines(30, { 25: "feature" })), remove("src/deep/b.ts")]);
    expect(await commit("main", first.sha, [write("README.md", "late\n")])).toMatchObject({ code: "stale_head" });
    expect(await commit("main", first.sha, [write("README.md", "# Replayed\n")], "replay")).toMatchObject({
      isReplayed: true,
      parentSha: shaOf(onMain),
    });
    expect(await commit("main", first.sha, [write("src/a.ts", lines(30, { 2: "other" }))], "replay")).toMatchObject({
      code: "merge_conflict",
      data: { paths: ["src/a.ts"] },
    });
    await commit("main", first.sha, [write("src/a.ts", lines(30, { 15: "joined" }))], "replay");
    const merged = await onBoth((host) =>
      host.merge(name, { into: "main", from: "feature/one", message: "Merge feature/one\n", author: ada }),
    );
    expect(merged).toMatchObject({ isFastForward: false, isUpToDate: false });
    const text = await onBoth((host) => host.readFile(name, "main", "src/a.ts"));
    expect(text.content).toBe(lines(30, { 2: "main", 15: "joined", 25: "feature" }));
    const log = await onBoth((host) => host.listCommits(name, { ref: "main", limit: 50 }));
    expect(log.items).toHaveLength(6);
    const undo = { branch: "main", message: "Undo\n", author: ada };
    await onBoth((host) => host.revert(name, { ...undo, commit: shaOf(onMain) }));
    await onBoth((host) => host.revert(name, { ...undo, commit: merged.sha }));
    await onBoth((host) => host.restore(name, { ...undo, commit: first.sha }));
    expect(await onBoth((host) => settle(host.restore(name, { ...undo, commit: first.sha })))).toMatchObject({
      code: "illegal_state",
    });
    const head = await headOf("main");
    await onBoth((host) => host.listTree(name, "main"));
    await onBoth((host) => host.listTree(name, merged.sha));
    await onBoth((host) => host.listBranches(name));
    await onBoth((host) => host.commitsBetween(name, { from: first.sha, to: head, limit: 100 }));
    await onBoth((host) => host.commitsBetween(name, { from: first.sha, to: merged.sha, limit: 2 }));
    for (const base of log.items) {
      for (const fromMergeBase of [true, false]) {
        await onBoth((host) => host.diff(name, { base: base.sha, head, fromMergeBase }));
        await onBoth((host) => host.diff(name, { base: "feature/one", head: base.sha, fromMergeBase }));
      }
    }
  });

  it("say the same about branches that cannot be", async () => {
    const { sha } = await start([]);
    await onBoth((host) => host.createBranch(name, "a", sha));
    expect(await onBoth((host) => settle(host.createBranch(name, "a/b", sha)))).toMatchObject({
      code: "illegal_state",
    });
    await onBoth((host) => host.deleteBranch(name, "a", sha));
    await onBoth((host) => host.createBranch(name, "a/b", sha));
    expect(await onBoth((host) => settle(host.createBranch(name, "a", sha)))).toMatchObject({ code: "illegal_state" });
    await onBoth((host) => host.deleteBranch(name, "a/b", sha));
    await onBoth((host) => host.createBranch(name, "a", sha));
    expect(await onBoth((host) => settle(host.createBranch(name, "a", sha)))).toMatchObject({ code: "stale_head" });
    expect(await onBoth((host) => settle(host.deleteBranch(name, "main", sha)))).toMatchObject({
      code: "illegal_state",
    });
    expect(await onBoth((host) => settle(host.createBranch(name, "--all", sha)))).toMatchObject({
      code: "invalid_input",
    });
    expect(await onBoth((host) => host.resolve(name, "no"))).toBeNull();
    expect(await onBoth((host) => settle(host.listTree(name, "no")))).toMatchObject({ code: "not_found" });
    expect(await onBoth((host) => settle(host.readFile(name, "main", "no")))).toMatchObject({ code: "not_found" });
  });

  it("follow renames: in diffs and in merges", async () => {
    const { sha } = await start([write("old.ts", lines(40)), write("keep.ts", "1\n"), write("move/x.ts", lines(12))]);
    await onBoth((host) => host.createBranch(name, "edit", sha));
    await commit("main", sha, [
      remove("old.ts"),
      write("lib/new.ts", lines(40, { 1: "renamed" })),
      remove("move/x.ts"),
      write("moved/x.ts", lines(12)),
    ]);
    await commit("edit", sha, [
      write("old.ts", lines(40, { 30: "edited" })),
      write("move/x.ts", lines(12, { 5: "e" })),
    ]);
    const diff = await onBoth((host) => host.diff(name, { base: sha, head: "main", fromMergeBase: false }));
    expect(diff.files.map(({ oldPath, path, status }) => [oldPath, path, status])).toEqual([
      ["old.ts", "lib/new.ts", "renamed"],
      ["move/x.ts", "moved/x.ts", "renamed"],
    ]);
    await onBoth((host) => host.merge(name, { into: "main", from: "edit", message: "Merge\n", author: ada }));
    const file = await onBoth((host) => host.readFile(name, "main", "lib/new.ts"));
    expect(file.content).toBe(lines(40, { 1: "renamed", 30: "edited" }));
    expect((await onBoth((host) => host.listTree(name, "main"))).items.map(({ path }) => path)).toEqual([
      "keep.ts",
      "lib",
      "lib/new.ts",
      "moved",
      "moved/x.ts",
    ]);
  });

  it("name the same conflicts", async () => {
    const { sha } = await start([
      write("a", lines(9)),
      write("b", lines(9)),
      write("c", lines(9)),
      write("bin", "a\0b"),
    ]);
    await onBoth((host) => host.createBranch(name, "other", sha));
    await commit("main", sha, [write("a", lines(9, { 4: "m" })), remove("b"), write("d", "m\n"), write("bin", "m\0")]);
    await commit("other", sha, [
      write("a", lines(9, { 4: "o" })),
      write("b", lines(9, { 1: "o" })),
      write("d", "o\n"),
      write("bin", "o\0"),
      write("c", lines(9, { 8: "o" })),
    ]);
    const merge = (into: string, from: string) =>
      onBoth((host) => settle(host.merge(name, { into, from, message: "Merge\n", author: ada })));
    expect(await merge("main", "other")).toMatchObject({
      code: "merge_conflict",
      data: { paths: ["a", "b", "bin", "d"] },
    });
    expect(await merge("other", "main")).toMatchObject({ code: "merge_conflict" });
  });

  it("show files of all kinds: binary, without a line end, large, emptied, made executable, spaces and accents", async () => {
    const { sha } = await start([
      write("bin", "a\0b"),
      write("no end", "x"),
      write("été.md", "1\n2\n"),
      write("gone", "1\n"),
    ]);
    const next = await commit("main", sha, [
      write("bin", "a\0c"),
      write("no end", "y"),
      write("été.md", "1\n2"),
      write("gone", ""),
      write("large.txt", lines(3000)),
      write("crlf.txt", "a\r\nb\r\n"),
    ]);
    expect(next).toHaveProperty("sha");
    const diff = await onBoth((host) => host.diff(name, { base: sha, head: "main", fromMergeBase: true }));
    expect(diff.patch).toContain("\\ No newline at end of file");
    expect(diff.files.find(({ path }) => path === "bin")).toMatchObject({ isBinary: true, additions: 0 });
    expect(await onBoth((host) => host.readFile(name, "main", "bin"))).toMatchObject({
      isBinary: true,
      content: "YQBj",
    });
    await onBoth((host) => host.diff(name, { base: "main", head: sha, fromMergeBase: false }));
  });

  it("agree about random edits, merged and shown", async () => {
    const line = fc.constantFrom("a", "b", "c", "function f() {", "}", "", "  return 1;", "x y");
    const unique = fc.array(line, { maxLength: 12 }).map((all) => all.map((one, index) => `${one} ${index}`));
    const scenario = unique.chain((base) => fc.tuple(fc.constant(base), edit(base), edit(base)));
    let count = 0;
    const { sha } = await start([]);
    await fc.assert(
      fc.asyncProperty(scenario, async ([base, ours, theirs]) => {
        count += 1;
        const [mine, yours] = [`ours-${count}`, `theirs-${count}`];
        await onBoth((host) => host.createBranch(name, mine, sha));
        const first = shaOf(await commit(mine, sha, numbered(base)));
        await onBoth((host) => host.createBranch(name, yours, first));
        await commit(mine, first, numbered(ours));
        await commit(yours, first, numbered(theirs));
        await onBoth((host) => settle(host.merge(name, { into: mine, from: yours, message: "Merge\n", author: ada })));
        await onBoth((host) => host.diff(name, { base: first, head: mine, fromMergeBase: false }));
      }),
      { numRuns: 25 },
    );
  });

  it("export the same files", async () => {
    const { sha } = await start([write("a/b/c.txt", "1"), write("d", ""), write("run.sh", "#!/bin/sh\n")]);
    await onBoth(async (host) => {
      const work = join(host.directory, "../work");
      await mkdir(work);
      const bare = host.repositoryDirectory(name.projectId);
      await runClientGit(work, ["clone", "-q", bare, "."]);
      await runClientGit(work, ["update-index", "--chmod=+x", "run.sh"]);
      for (const [target, path] of [
        ["../d", "a/link"],
        ["/etc/passwd", "evil"],
        ["../../x", "a/out"],
      ] as const) {
        const blob = await runClientGit(work, ["hash-object", "-w", "--stdin"], { input: target });
        await runClientGit(work, ["update-index", "--add", "--cacheinfo", `120000,${blob},${path}`]);
      }
      await runClientGit(work, ["commit", "-q", "-m", "Add links"], {
        env: { GIT_AUTHOR_DATE: "2026-03-02T09:00:01Z", GIT_COMMITTER_DATE: "2026-03-02T09:00:01Z" },
      });
      await runClientGit(work, ["push", "-q", "origin", "HEAD:refs/heads/links"]);
      const folder = join(host.directory, "../export");
      await mkdir(folder);
      await host.exportFiles(name, (await host.resolve(name, "links")) ?? "", folder);
      const paths = (await readdir(folder, { recursive: true })).toSorted();
      expect(paths).toEqual(["a", "a/b", "a/b/c.txt", "a/link", "d", "run.sh"]);
      expect(await readlink(join(folder, "a/link"))).toBe("../d");
      expect(await readFile(join(folder, "a/b/c.txt"), "utf8")).toBe("1");
      const { mode } = await import("node:fs/promises").then(({ stat }) => stat(join(folder, "run.sh")));
      return { listing: await host.listTree(name, "links"), isExecutable: (mode & 0o100) !== 0 };
    });
    await onBoth((host) => host.diff(name, { base: sha, head: "links", fromMergeBase: false }));
  });
});
