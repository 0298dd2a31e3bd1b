import { parse } from "diff2html";
import { describe, expect, test } from "vitest";
import { compareWords } from "#web/features/workspace/diff/compare-words.ts";
import { flattenDiff, pathOf } from "#web/features/workspace/diff/flatten-diff.ts";

const patch = `diff --git a/src/app.ts b/src/app.ts
index 1111111..2222222 100644
--- a/src/app.ts
+++ b/src/app.ts
@@ -1,4 +1,5 @@
 const first = 1;
-const second = 2;
+const second = 3;
+const third = 4;
 export { first };
 // end
diff --git a/logo.png b/logo.png
new file mode 100644
index 0000000..3333333
Binary files /dev/null and b/logo.png differ
diff --git a/old.md b/old.md
deleted file mode 100644
index 4444444..0000000
--- a/old.md
+++ /dev/null
@@ -1,1 +0,0 @@
-<script>alert(1)</script>
`;

const files = parse(patch);
const none = new Set<number>();

describe("flattenDiff", () => {
  test("names each file, the deleted one by its old path", () => {
    expect(files.map(pathOf)).toEqual(["src/app.ts", "logo.png", "old.md"]);
  });

  test("shows a change one line below the other, with the numbers of its side", () => {
    const lines = flattenDiff(files, "unified", none).flatMap((row) =>
      row.type === "line" && row.file === 0 ? [[row.cell.kind, row.oldNumber, row.newNumber, row.cell.text]] : [],
    );
    expect(lines).toEqual([
      ["context", 1, 1, "const first = 1;"],
      ["delete", 2, null, "const second = 2;"],
      ["insert", null, 2, "const second = 3;"],
      ["insert", null, 3, "const third = 4;"],
      ["context", 3, 4, "export { first };"],
      ["context", 4, 5, "// end"],
    ]);
  });

  test("shows a change side by side, a line without partner against nothing", () => {
    const pairs = flattenDiff(files, "split", none).flatMap((row) =>
      row.type === "pair" && row.file === 0 ? [[row.left?.text ?? null, row.right?.text ?? null]] : [],
    );
    expect(pairs[1]).toEqual(["const second = 2;", "const second = 3;"]);
    expect(pairs[2]).toEqual([null, "const third = 4;"]);
  });

  test("says why a file shows no lines", () => {
    const notes = flattenDiff(files, "unified", none).filter((row) => row.type === "note");
    expect(notes).toMatchObject([{ file: 1, text: "Binary file: its content is not shown." }]);
  });

  test("keeps text as text", () => {
    expect(flattenDiff(files, "unified", none)).toContainEqual(
      expect.objectContaining({ cell: { kind: "delete", number: 1, text: "<script>alert(1)</script>" } }),
    );
  });

  test("leaves out the lines of a collapsed file", () => {
    const rows = flattenDiff(files, "unified", new Set([0]));
    expect(rows.filter(({ file }) => file === 0)).toMatchObject([{ type: "file" }]);
  });

  test("gives every row a key of its own", () => {
    for (const mode of ["unified", "split"] as const) {
      const keys = flattenDiff(files, mode, none).map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe("compareWords", () => {
  test("marks what differs, from either side", () => {
    expect(compareWords("const a = 1;", "const a = 2;", "old")).toContainEqual({ text: "1", isChanged: true });
    expect(compareWords("const a = 2;", "const a = 1;", "new")).toContainEqual({ text: "2", isChanged: true });
  });

  test("loses no character", () => {
    const pieces = compareWords("  return  x + y;", "  return y + x;", "old");
    expect(pieces.map(({ text }) => text).join("")).toBe("  return  x + y;");
  });

  test("leaves lines alone that have little in common, or nothing to be compared with", () => {
    expect(compareWords("alpha beta", "gamma delta epsilon", "old")).toEqual([
      { text: "alpha beta", isChanged: false },
    ]);
    expect(compareWords("alpha", null, "old")).toHaveLength(1);
  });
});
