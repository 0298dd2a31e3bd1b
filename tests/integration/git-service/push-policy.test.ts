import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SecretFoundError } from "#core/errors/secret-found-error.ts";
import type { PushedFile } from "#git-service/index.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";
import { startPushTest, type PushTest } from "#tests/helpers/start-push-test.ts";

let test: PushTest;

afterEach(() => test.stop());

const next = (parent: string, text: string) =>
  test.git("commit-tree", `${test.name.head}^{tree}`, "-p", parent, "-m", text);

describe("A23: secrets in pushes", () => {
  const seen: PushedFile[] = [];
  beforeEach(async () => {
    seen.length = 0;
    test = await startPushTest({
      http: {
        checkPush: async (file) => {
          seen.push(file);
          const line = file.content.split("\n").findIndex((text) => text.includes("planted"));
          if (line !== -1) throw new SecretFoundError(file.path, line + 1, "planted key");
        },
      },
    });
  });

  it("are refused with file, line and kind, wherever in the history they are", async () => {
    await mkdir(join(test.work, "config"));
    await writeFile(join(test.work, "config/keys.ts"), "export const a = 1;\nexport const key = 'planted';\n");
    await test.git("add", ".");
    await test.git("commit", "-q", "-m", "Add a key");
    await test.git("rm", "-q", "-r", "config");
    await test.git("commit", "-q", "-m", "Remove the key");
    const { code, stderr } = await test.push("main");
    expect(code).not.toBe(0);
    expect(stderr).toContain("config/keys.ts line 2 holds what looks like a secret (planted key)");
    expect(stderr).not.toContain("'planted'");
    expect(await test.host.resolve(test.name, "main")).toBe(test.name.head);
  });

  it("only what a push brings is looked at, and no binary file", async () => {
    await writeFile(join(test.work, "new.ts"), "x\n");
    await writeFile(join(test.work, "picture"), "planted\0");
    await test.git("add", ".");
    await test.git("commit", "-q", "-m", "Add");
    expect((await test.push("main")).code).toBe(0);
    expect(seen.map(({ path, content }) => [path, content])).toEqual([["new.ts", "x\n"]]);
  });
});

describe("rewriting and deleting", () => {
  beforeEach(async () => {
    test = await startPushTest();
  });

  it("the default branch only moves forward and stays", async () => {
    const sha = await next(test.name.head, "Next");
    expect((await test.push(`${sha}:main`)).code).toBe(0);
    const other = await next(test.name.head, "Other");
    expect((await test.push(`+${other}:main`)).stderr).toContain("only moves forward");
    expect((await test.push(`+${test.name.head}:main`)).stderr).toContain("only moves forward");
    expect((await test.push(":main")).stderr).toContain("cannot be deleted");
    expect(await test.host.resolve(test.name, "main")).toBe(sha);
  });

  it("a person may rewrite and delete another branch, and its commits stay readable, hidden from clones", async () => {
    const [one, other] = [await next(test.name.head, "One"), await next(test.name.head, "Other")];
    expect((await test.push(`${one}:refs/heads/mine`)).code).toBe(0);
    expect((await test.push(`${other}:refs/heads/mine`)).stderr).toContain("rejected");
    expect((await test.push(`+${other}:refs/heads/mine`)).code).toBe(0);
    expect((await test.push(":refs/heads/mine")).code).toBe(0);
    const directory = test.directory;
    await runClientGit(directory, ["prune", "--expire=now"]);
    expect((await test.host.readCommit(test.name, one)).message).toBe("One\n");
    expect((await test.host.readCommit(test.name, other)).message).toBe("Other\n");
    expect(await test.git("ls-remote", "origin")).not.toContain("letscode");
    await test.host.flush();
    expect(test.deliveries.slice(1).map(({ payload }) => [payload.created, payload.forced, payload.deleted])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
  });

  it("a push of several refs lands or fails ref by ref, as git does it, and only what landed is announced", async () => {
    const sha = await next(test.name.head, "Next");
    await writeFile(join(test.directory, "refs/heads/b.lock"), "");
    const { stderr } = await test.push(`${sha}:refs/heads/a`, `${sha}:refs/heads/b`, ":refs/heads/nothing");
    expect(stderr).toContain("[new branch]");
    expect(stderr).toContain("[remote rejected]");
    await test.host.flush();
    await expect.poll(() => test.deliveries.slice(1).map(({ payload }) => payload.ref)).toEqual(["refs/heads/a"]);
    expect(await readdir(join(test.host.directory, "outbox"))).toEqual([]);
  });
});
