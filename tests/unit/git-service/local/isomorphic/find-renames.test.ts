import { describe, expect, it } from "vitest";
import { compareTrees } from "#git-service/local/operations/compare-trees.ts";
import { findRenames } from "#git-service/local/isomorphic/find-renames.ts";
import { createTreeStore, type Sketch } from "../../push/tree-store.ts";

const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index} of the file\n`).join("");

const renamesOf = async (before: Sketch, after: Sketch, isEmptyCounted = true) => {
  const store = createTreeStore();
  const changes = await compareTrees(store, store.tree(before), store.tree(after));
  return (await findRenames(store, changes, { isEmptyCounted })).map(({ from, to }) => `${from} > ${to}`);
};

describe("findRenames", () => {
  it("pairs the same content, the same name first", async () => {
    const text = lines(0, 5);
    expect(await renamesOf({ a: { x: text }, y: text }, { b: { x: text }, z: text })).toEqual(["a/x > b/x", "y > z"]);
  });

  it("pairs what is half the same, best first, and nothing less", async () => {
    expect(await renamesOf({ one: lines(0, 20), two: lines(50, 70) }, { three: lines(2, 20) + lines(90, 92) })).toEqual(
      ["one > three"],
    );
    expect(await renamesOf({ one: lines(0, 20) }, { two: lines(0, 8) + lines(50, 62) })).toEqual([]);
  });

  it("does not take a file that is still there for the source", async () => {
    expect(await renamesOf({ one: lines(0, 9) }, { one: lines(0, 9), two: lines(0, 9) })).toEqual([]);
  });

  it("pairs empty files for a diff and not for a merge", async () => {
    expect(await renamesOf({ a: "" }, { b: "" })).toEqual(["a > b"]);
    expect(await renamesOf({ a: "" }, { b: "" }, false)).toEqual([]);
  });

  it("never takes a symlink for a file", async () => {
    expect(await renamesOf({ a: ["120000", "target"] }, { b: "target" })).toEqual([]);
  });
});
