import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDiff } from "#git-service/local/plumbing/parse-diff.ts";

const raw = (letter: string) => `:100644 100644 ${"1".repeat(40)} ${"2".repeat(40)} ${letter}`;
const whole = { patchBytes: 1000, isCut: false };
const bytes = (...fields: string[]) => Buffer.from(fields.join("\0"));

describe("parseDiff", () => {
  it("reads statuses, renames, counts, binary files and the patch", () => {
    const output = bytes(
      raw("A"),
      "new.ts",
      raw("D"),
      "old.ts",
      raw("R092"),
      "from name.ts",
      "to\tname.ts",
      raw("M"),
      "picture.png",
      raw("T"),
      "link",
      "3\t0\tnew.ts",
      "0\t7\told.ts",
      "2\t1\t",
      "from name.ts",
      "to\tname.ts",
      "-\t-\tpicture.png",
      "1\t1\tlink",
      "",
      "diff --git a/new.ts b/new.ts\n+a\0b\n",
    );
    const { files, patch, isTruncated } = parseDiff(output, whole);
    expect(files).toEqual([
      { path: "new.ts", oldPath: null, status: "added", additions: 3, deletions: 0, isBinary: false },
      { path: "old.ts", oldPath: null, status: "deleted", additions: 0, deletions: 7, isBinary: false },
      { path: "to\tname.ts", oldPath: "from name.ts", status: "renamed", additions: 2, deletions: 1, isBinary: false },
      { path: "picture.png", oldPath: null, status: "modified", additions: 0, deletions: 0, isBinary: true },
      { path: "link", oldPath: null, status: "modified", additions: 1, deletions: 1, isBinary: false },
    ]);
    expect(patch).toBe("diff --git a/new.ts b/new.ts\n+a\0b\n");
    expect(isTruncated).toBe(false);
  });

  it("cuts a long patch at the end of a line and says so", () => {
    const output = bytes(raw("M"), "a", "1\t1\ta", "", "one\ntwo\nthree\n");
    expect(parseDiff(output, { patchBytes: 9, isCut: false })).toMatchObject({
      patch: "one\ntwo\n",
      isTruncated: true,
    });
    expect(parseDiff(output, { patchBytes: 2, isCut: false })).toMatchObject({ patch: "", isTruncated: true });
    expect(parseDiff(output, { patchBytes: 99, isCut: true })).toMatchObject({ isTruncated: true });
  });

  it("reads the empty diff, and stops wherever the bytes stop", () => {
    expect(parseDiff(Buffer.alloc(0), whole)).toEqual({ files: [], patch: "", isTruncated: false });
    const output = bytes(raw("R100"), "a", "b", raw("M"), "c", "1\t2\t", "a", "b", "3\t4\tc", "", "patch\n");
    fc.assert(
      fc.property(fc.nat(output.length), (length) => {
        const { files } = parseDiff(output.subarray(0, length), { patchBytes: 1000, isCut: true });
        expect(files.length).toBeLessThanOrEqual(2);
        for (const file of files) expect(Number.isInteger(file.additions + file.deletions)).toBe(true);
      }),
    );
  });
});
