import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMPTY_TREE_SHA, hashObject } from "#git-service/local/objects/git-object.ts";
import { parseTree, serializeTree } from "#git-service/local/objects/tree-object.ts";

const sha = (digit: string) => digit.repeat(40);

describe("tree objects", () => {
  it("come back as they went in, in Git's order", () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1 })
      .filter((text) => !/[/\0]/.test(text) && text.isWellFormed());
    const item = fc.record({
      mode: fc.constantFrom("40000", "100644", "100755", "120000", "160000"),
      name,
      sha: fc.constantFrom(sha("a"), sha("0"), sha("f")),
    });
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: (one) => one.name }), (items) => {
        const read = parseTree(serializeTree(items).content);
        expect(new Set(read.map((one) => JSON.stringify(one)))).toEqual(
          new Set(items.map((one) => JSON.stringify({ mode: one.mode, name: one.name, sha: one.sha }))),
        );
        expect(serializeTree(read.toReversed()).content.equals(serializeTree(items).content)).toBe(true);
      }),
    );
  });

  it("sort a folder as though its name ended in a slash", () => {
    const names = parseTree(
      serializeTree([
        { mode: "40000", name: "a", sha: sha("1") },
        { mode: "100644", name: "a.txt", sha: sha("2") },
        { mode: "100644", name: "a0", sha: sha("3") },
        { mode: "100644", name: "a-b", sha: sha("4") },
      ]).content,
    ).map(({ name }) => name);
    expect(names).toEqual(["a-b", "a.txt", "a", "a0"]);
  });

  it("have the well-known id when empty", () => {
    expect(hashObject(serializeTree([]))).toBe(EMPTY_TREE_SHA);
  });
});
