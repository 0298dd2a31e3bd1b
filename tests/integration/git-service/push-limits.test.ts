import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { defaultGitHttpLimits } from "#git-service/index.ts";
import { serializeTree } from "#git-service/local/objects/tree-object.ts";
import { startPushTest, type PushTest, sizeOf } from "#tests/helpers/start-push-test.ts";

let test: PushTest;

afterEach(() => test.stop());

describe("A22: size", () => {
  it("refuses a file of more than 100 MB with the limit named; 0 bytes are left", async () => {
    test = await startPushTest();
    const before = await sizeOf(test.directory);
    await writeFile(join(test.work, "big.bin"), Buffer.alloc(100_000_001));
    await test.git("add", ".");
    await test.git("-c", "core.bigFileThreshold=1g", "commit", "-q", "-m", "Add a big file");
    const { code, stderr } = await test.push("main");
    expect(code).not.toBe(0);
    expect(stderr).toContain("big.bin: 100 MB is more than the limit of 100 MB a file");
    expect(await sizeOf(test.directory)).toBe(before);
  });

  it("refuses a push over the limit while it arrives; 0 bytes are left", async () => {
    test = await startPushTest({ http: { limits: { pushBytes: 2_000_000 } } });
    const before = await sizeOf(test.directory);
    for (let index = 0; index < 8; index += 1) {
      const noise = Buffer.concat(Array.from({ length: 16 }, () => crypto.getRandomValues(new Uint8Array(65_536))));
      await writeFile(join(test.work, `noise-${index}`), noise);
    }
    await test.git("add", ".");
    await test.git("commit", "-q", "-m", "Add noise");
    const { code, stderr } = await test.push("main");
    expect(code).not.toBe(0);
    expect(stderr).toContain("exceeds maximum allowed size (1.91 MiB)");
    expect(await sizeOf(test.directory)).toBe(before);
    expect(await test.host.resolve(test.name, "main")).toBe(test.name.head);
  });

  it("refuses more than 100,000 files, also as a bomb of nested folders; 0 bytes are left", async () => {
    test = await startPushTest();
    const before = await sizeOf(test.directory);
    const sha = await test.hash("blob", "x");
    const many = Array.from({ length: 100_001 }, (_, index) => ({ mode: "100644", name: `f${index}`, sha }));
    const commit = async (tree: string) => test.git("commit-tree", tree, "-p", test.name.head, "-m", "Many");
    const flat = await commit(await test.hash("tree", serializeTree(many).content));
    expect((await test.push(`${flat}:refs/heads/many`)).stderr).toContain("more files than the limit of 100000");
    let tree = await test.hash("tree", serializeTree(many.slice(0, 10)).content);
    for (let level = 0; level < 9; level += 1) {
      const folders = Array.from({ length: 10 }, (_, index) => ({ mode: "40000", name: `d${index}`, sha: tree }));
      tree = await test.hash("tree", serializeTree(folders).content);
    }
    const started = performance.now();
    expect((await test.push(`${await commit(tree)}:refs/heads/bomb`)).stderr).toContain(
      "more files than the limit of 100000",
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await sizeOf(test.directory)).toBe(before);
  });

  it("refuses a longer history than it takes at once", async () => {
    test = await startPushTest({ http: { limits: { commits: 3 } } });
    let sha = test.name.head;
    for (let index = 0; index < 4; index += 1)
      sha = await test.git("commit-tree", `${sha}^{tree}`, "-p", sha, "-m", "Next");
    expect((await test.push(`${sha}:refs/heads/long`)).stderr).toContain("limit of 3 commits");
    expect((await test.push(`${sha}~1:refs/heads/long`)).code).toBe(0);
  });

  it("has the limits of the product unless told otherwise", async () => {
    expect(defaultGitHttpLimits).toMatchObject({ pushBytes: 1_000_000_000, fileBytes: 100_000_000, files: 100_000 });
    test = await startPushTest();
  });
});
