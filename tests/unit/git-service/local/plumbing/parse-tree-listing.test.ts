import { expect, it } from "vitest";
import { parseTreeListing } from "#git-service/local/plumbing/parse-tree-listing.ts";

it("reads files, folders, symlinks and submodules, whatever their names hold", () => {
  const sha = "1".repeat(40);
  const output = Buffer.from(
    `040000 tree ${sha}       -\tsrc\0` +
      `100755 blob ${sha}    1234\tsrc/a b\tc\0` +
      `120000 blob ${sha}       9\tlink\0` +
      `160000 commit ${sha}       -\tvendor/ui\0`,
  );
  expect(parseTreeListing(output)).toEqual([
    { path: "src", type: "folder", sha, size: null },
    { path: "src/a b\tc", type: "file", sha, size: 1234 },
    { path: "link", type: "symlink", sha, size: null },
    { path: "vendor/ui", type: "submodule", sha, size: null },
  ]);
  expect(parseTreeListing(Buffer.alloc(0))).toEqual([]);
});
