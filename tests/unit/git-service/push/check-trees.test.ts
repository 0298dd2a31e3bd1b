import { describe, expect, it } from "vitest";
import { EMPTY_TREE_SHA } from "#git-service/local/objects/git-object.ts";
import { createTreeChecker } from "#git-service/push/check-trees.ts";
import { createTreeStore, type Sketch } from "./tree-store.ts";

const SYMLINK = "120000";

const reasonsFor = async (sketch: Sketch, parent: Sketch = {}) => {
  const store = createTreeStore();
  const checker = createTreeChecker(store);
  await checker.check(store.tree(sketch), [Object.keys(parent).length === 0 ? EMPTY_TREE_SHA : store.tree(parent)]);
  return checker.reasons;
};

describe("A20: trees of a push", () => {
  it.each<[Sketch, string]>([
    [{ "aux.c": "" }, "device"],
    [{ src: { com1: "" } }, "device"],
    [{ ["x".repeat(256)]: "" }, "longer"],
    [{ "a\\b": "" }, "backslash"],
    [{ "README.md": "", "readme.MD": "" }, "same file"],
    [{ src: { "Ä.ts": "", "a\u0308.ts": "" } }, "same file"],
    [{ link: [SYMLINK, "/etc/passwd"] }, "symlink"],
    [{ link: [SYMLINK, "../outside"] }, "symlink"],
    [{ a: { link: [SYMLINK, "../.git/hooks"] } }, "symlink"],
    [{ link: [SYMLINK, "a/".repeat(3000)] }, "symlink"],
    [{ ".gitmodules": '[submodule "x"]\n\tpath = sub\r\n\turl = ext::id\n' }, "address"],
    [{ odd: ["100600", ""] }, "mode"],
  ])("refuses %j", async (sketch, reason) => {
    expect(await reasonsFor(sketch)).toEqual([expect.stringContaining(reason)]);
  });

  it("lets harmless look-alikes pass", async () => {
    expect(
      await reasonsFor({
        ".gitignore": "x",
        "console.ts": "",
        ".github": { workflows: { "build.yml": "" } },
        docs: { latest: [SYMLINK, "../README.md"] },
        run: ["100755", "#!/bin/sh\n"],
        vendor: { ".gitmodules": "path = ../up" },
      }),
    ).toEqual([]);
  });

  it("refuses a path that is too long as a whole, also when its folder was seen at a shorter one", async () => {
    const deep: Sketch = { ["d".repeat(250)]: { ["e".repeat(250)]: { ["f".repeat(250)]: { ["g".repeat(20)]: "" } } } };
    expect(await reasonsFor({ a: deep, ["b".repeat(255)]: { x: "" } })).toEqual([]);
    expect(await reasonsFor({ a: deep, ["b".repeat(255)]: { ...deep, y: "" } })).toEqual([
      expect.stringContaining("longer than 1024"),
    ]);
    expect(await reasonsFor({ a: deep, ["b".repeat(255)]: deep })).toEqual([
      expect.stringContaining("longer than 1024"),
    ]);
  });

  it("looks at a symlink again where its folder lies less deep", async () => {
    const folder: Sketch = { link: [SYMLINK, "../../x"] };
    expect(await reasonsFor({ a: { b: folder } })).toEqual([]);
    expect(await reasonsFor({ a: { b: folder }, c: folder })).toEqual([expect.stringContaining('"c/link"')]);
    const store = createTreeStore();
    const checker = createTreeChecker(store);
    const deep = store.tree({ a: { b: folder } });
    await checker.check(deep, []);
    await checker.check(store.tree({ a: { b: folder }, c: folder }), [deep]);
    expect(checker.reasons).toEqual([expect.stringContaining('"c/link"')]);
  });

  it("forgives what a parent commit has already, and nothing next to it", async () => {
    const old: Sketch = { "A.ts": "1", "a.ts": "2", "aux.ts": "3" };
    expect(await reasonsFor({ ...old, "b.ts": "" }, old)).toEqual([]);
    expect(await reasonsFor({ ...old, "aux.ts": "changed" }, old)).toEqual([expect.stringContaining("device")]);
    expect(await reasonsFor({ ...old, "B.ts": "", "b.ts": "" }, old)).toEqual([expect.stringContaining("same file")]);
  });

  it("opens no folder that is unchanged", async () => {
    const store = createTreeStore();
    const big: Sketch = { inner: { x: "1" } };
    const bigTree = store.tree(big);
    const checker = createTreeChecker(store);
    await checker.check(store.tree({ big, "new.ts": "1" }), [store.tree({ big })]);
    expect(store.reads.get(bigTree)).toBeUndefined();
    expect(checker.files).toEqual([expect.objectContaining({ path: "new.ts", size: 1 })]);
  });

  it("is not slowed down by a bomb of nested folders", async () => {
    const store = createTreeStore();
    let tree: Sketch = { f: "" };
    for (let level = 0; level < 10; level += 1)
      tree = Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`d${i}`, tree]));
    const checker = createTreeChecker(store);
    await checker.check(store.tree(tree), []);
    expect([...store.reads.values()].reduce((sum, one) => sum + one, 0)).toBeLessThan(100);
  });
});
