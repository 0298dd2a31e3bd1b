import { describe, expect, it } from "vitest";
import { createFileCounter } from "#git-service/push/count-files.ts";
import { createTreeStore, type Sketch } from "./tree-store.ts";

describe("A22: createFileCounter", () => {
  it("counts files of all kinds, not folders", async () => {
    const store = createTreeStore();
    const tree = store.tree({ a: "", b: { c: "", d: { e: ["120000", "x"] } }, empty: {} });
    expect(await createFileCounter()(store, tree)).toBe(3);
  });

  it("counts a bomb by reading each of its folders once", async () => {
    const store = createTreeStore();
    let tree = store.tree({ f: "" });
    for (let level = 0; level < 10; level += 1) {
      const items = Array.from({ length: 10 }, (_, index) => `d${index}`);
      const { serializeTree } = await import("#git-service/local/objects/tree-object.ts");
      tree = store.add(serializeTree(items.map((name) => ({ mode: "40000", name, sha: tree }))));
    }
    expect(await createFileCounter()(store, tree)).toBe(10 ** 10);
    expect([...store.reads.values()].every((count) => count === 1)).toBe(true);
  });

  it("remembers: a second count reads what changed", async () => {
    const store = createTreeStore();
    const count = createFileCounter();
    const kept: Sketch = { x: "1", y: "2" };
    await count(store, store.tree({ kept, a: "1" }));
    store.reads.clear();
    expect(await count(store, store.tree({ kept, a: "2" }))).toBe(3);
    expect(store.reads.size).toBe(1);
  });
});
