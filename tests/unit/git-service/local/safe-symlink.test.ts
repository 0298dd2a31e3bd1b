import { mkdir, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSafeSymlink } from "#git-service/local/safe-symlink.ts";

describe("A20: symlinks", () => {
  it.each([
    ["link", "/etc/passwd"],
    ["link", "../secret"],
    ["a/link", "../../secret"],
    ["a/link", "../.git/config"],
    ["link", ".git"],
    ["link", ".GIT/hooks"],
    ["link", "git~1"],
    ["link", "C:/Windows"],
    ["link", "..\\x"],
    ["link", ""],
    ["link", ".."],
    ["link", "a\0b"],
    ["x", "a/up/.."],
    ["a/b/link", "./../../../x"],
  ])("refuses %s -> %s", (path, target) => {
    expect(isSafeSymlink(path, target)).toBe(false);
  });

  it.each([
    ["link", "README.md"],
    ["link", "./a/b"],
    ["a/link", "../b"],
    ["a/b/link", "../.."],
    ["a/link", ".gitignore"],
    ["link", "..."],
    ["link", "my.git/x"],
  ])("lets %s -> %s pass", (path, target) => {
    expect(isSafeSymlink(path, target)).toBe(true);
  });

  it("no two links that pass lead outside together", async () => {
    const name = fc.constantFrom("a", "b", "c");
    const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
    const target = fc
      .array(fc.constantFrom("..", ".", "a", "b", "c"), { maxLength: 5 })
      .map((parts) => parts.join("/"));
    const root = await realpath(await mkdtemp(join(tmpdir(), "letscode-links-")));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, target), { maxLength: 5 }), async (links) => {
        const folder = join(root, String((count += 1)), "in");
        await mkdir(folder, { recursive: true });
        for (const [path, to] of links.filter(([from, to]) => isSafeSymlink(from, to))) {
          const parent = join(folder, dirname(path));
          await mkdir(parent, { recursive: true }).catch(() => {});
          // In a tree, the folders on the way to a link are folders.
          if ((await realpath(parent).catch(() => "")) !== parent) continue;
          await symlink(to, join(folder, path)).catch(() => {});
        }
        for (const [path] of links) {
          const seen = await realpath(join(folder, path)).catch(() => folder);
          expect(seen === folder || seen.startsWith(`${folder}/`)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
    await rm(root, { recursive: true, force: true });
  });
});
