import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { startPushTest, type PushTest, sizeOf, type TreeSketch } from "#tests/helpers/start-push-test.ts";

let test: PushTest;

// One server for all: what is refused leaves nothing, and what is checked has a name of its own.
beforeAll(async () => {
  test = await startPushTest();
});
afterAll(() => test.stop());

const submodule = (path: string, url: string) => `[submodule "x"]\n\tpath = ${path}\n\turl = ${url}\n`;

describe("A20: pushes", () => {
  it.each<[string, TreeSketch, string]>([
    [".git", [["100644", ".git/config", "x"]], "hasDotgit"],
    [".GIT", [["100644", ".GIT/config", "x"]], "hasDotgit"],
    ["git~1", [["100644", "git~1", "x"]], "hasDotgit"],
    ["zero width", [["100644", ".g\u200Cit/config", "x"]], "hasDotgit"],
    ["dot dot", [["100644", "..", "x"]], "hasDotdot"],
    ["nested .git", [["100644", "a/b/.git/hooks/x", "x"]], "hasDotgit"],
    ["backslash", [["100644", "a\\..\\b", "x"]], "backslash"],
    ["control character", [["100644", "a\rb", "x"]], "control character"],
    ["right to left", [["100644", "a\u202Egpj.ts", "x"]], "reverse text"],
    ["device name", [["100644", "src/aux.ts", "x"]], "device"],
    ["trailing dot", [["100644", "a./b", "x"]], "dot or a space"],
    ["over-long name", [["100644", "x".repeat(300), "x"]], "longer than 255"],
    ["over-long path", [["100644", `${"d".repeat(200)}/`.repeat(6).concat("f"), "x"]], "longer than 1024"],
    [
      "case collision",
      [
        ["100644", "README.md", "x"],
        ["100644", "readme.md", "y"],
      ],
      "same file",
    ],
    [
      "case collision of folders",
      [
        ["100644", "Src/b", "x"],
        ["100644", "src/c", "y"],
      ],
      "same file",
    ],
    ["absolute symlink", [["120000", "link", "/etc/passwd"]], "symlink"],
    ["symlink out of the tree", [["120000", "a/link", "../../x"]], "symlink"],
    ["symlink into .git", [["120000", "link", ".git/hooks/post-checkout"]], "symlink"],
    [
      "symlinks that lead out together",
      [
        ["120000", "a/up", ".."],
        ["120000", "b", "a/up/.."],
      ],
      "symlink",
    ],
    [
      "submodule with a carriage return",
      [
        ["100644", ".gitmodules", submodule('"sub\r"', "https://x/y")],
        ["160000", "sub", "1".repeat(40)],
      ],
      "control character",
    ],
    [
      "submodule by ext::",
      [
        ["100644", ".gitmodules", submodule("sub", "ext::sh -c id")],
        ["160000", "sub", "1".repeat(40)],
      ],
      "address",
    ],
    ["submodule path out of the tree", [["100644", ".gitmodules", submodule("../sub", "https://x/y")]], "path"],
    ["invalid UTF-8", [["100644", "placeholder", "x"]], "not valid UTF-8"],
  ])("refuses %s, and keeps nothing of it", async (kind, entries, reason) => {
    const directory = test.directory;
    const before = await sizeOf(directory);
    const result =
      kind === "invalid UTF-8"
        ? await test.push(
            `${await test.git("commit-tree", await test.hash("tree", Buffer.concat([Buffer.from("100644 caf\xE9\0", "latin1"), Buffer.from(await test.hash("blob", "x"), "hex")])), "-m", "x")}:refs/heads/next`,
          )
        : await test.pushTree(entries);
    expect(result.code).not.toBe(0);
    expect(result.stderr).toContain(reason);
    expect(await test.host.resolve(test.name, "next")).toBeNull();
    expect(await sizeOf(directory)).toBe(before);
  });

  it("refuses what is only in the middle of a history", async () => {
    const bad = await test.git(
      "commit-tree",
      await test.makeTree([["100644", "aux", "x"]]),
      "-p",
      test.name.head,
      "-m",
      "Bad",
    );
    const good = await test.git("commit-tree", await test.makeTree([["100644", "a", "x"]]), "-p", bad, "-m", "Good");
    expect((await test.push(`${good}:refs/heads/next`)).stderr).toContain('"aux": Windows keeps this name');
    const merge = await test.git(
      "commit-tree",
      `${test.name.head}^{tree}`,
      "-p",
      test.name.head,
      "-p",
      bad,
      "-m",
      "Merge",
    );
    expect((await test.push(`${merge}:refs/heads/next`)).stderr).toContain("device");
    expect((await test.push(`${bad}:refs/tags/v1`)).stderr).toContain("device");
    await test.git("tag", "-a", "-m", "Annotated", "v2", bad);
    expect((await test.push("v2")).stderr).toContain("device");
  });

  it("refuses a bad commit though an earlier push left its objects behind", async () => {
    const bad = await test.git(
      "commit-tree",
      await test.makeTree([["100644", "aux", "x"]]),
      "-p",
      test.name.head,
      "-m",
      "Bad",
    );
    const directory = test.directory;
    await runClientGit(test.work, ["push", "-q", directory, `${bad}:refs/letscode/x`]);
    await runClientGit(directory, ["update-ref", "-d", "refs/letscode/x"]);
    expect((await test.push(`${bad}:refs/heads/next`)).stderr).toContain("device");
  });

  it("refuses a tag of something that is no commit, and refs that are neither branch nor tag", async () => {
    expect((await test.push(`${await test.hash("blob", "x")}:refs/tags/blob`)).stderr).toContain(
      "does not point at a commit",
    );
    expect((await test.push("HEAD:refs/notes/x")).stderr).toContain("only branches and tags");
    expect((await test.push(`HEAD:refs/letscode/kept/${test.name.head}`)).code).not.toBe(0);
    expect((await test.push("HEAD:refs/heads/main/x")).stderr).toContain("beside the branch main");
  });

  it("lets harmless look-alikes pass", async () => {
    const result = await test.pushTree([
      ["100644", ".gitignore", "x"],
      ["100644", ".gitattributes", "* text=auto\n"],
      ["100644", ".github/workflows/build.yml", "x"],
      ["100644", "console.ts", "x"],
      ["100644", "src/[slug]/page.tsx", "x"],
      ["100755", "bin/run", "#!/bin/sh\n"],
      ["100644", "ünï/日本語 🎉.md", "x"],
      ["120000", "docs/latest", "../README.md"],
      ["100644", "my.git/x", "x"],
      ["100644", ".gitmodules", submodule("libs/ui", "https://example.com/ui.git")],
      ["160000", "libs/ui", "1".repeat(40)],
    ]);
    expect(result.stderr).toContain("new branch");
    expect(result.code).toBe(0);
  });
});
