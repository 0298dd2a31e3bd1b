import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildFileTree, type FileNode } from "#web/features/workspace/files/build-file-tree.ts";

const file = (path: string) => ({ path, type: "file" as const });
const none = new Map<string, never>();

const pathsOf = (nodes: FileNode[]): string[] =>
  nodes.flatMap((node) => (node.children === null ? [node.id] : pathsOf(node.children)));

describe("buildFileTree", () => {
  test("puts folders first and sorts numbers as people do", () => {
    const names = buildFileTree([file("b.ts"), file("a10.ts"), file("a9.ts"), file("src/x.ts")], none);
    expect(names.map(({ name }) => name)).toEqual(["src", "a9.ts", "a10.ts", "b.ts"]);
  });

  test("shows files that are only being written, and marks the folders above them", () => {
    const tree = buildFileTree([file("src/a.ts")], new Map([["src/pages/new.tsx", "writing" as const]]));
    expect(tree[0]?.mark).toBe("writing");
    expect(pathsOf(tree)).toEqual(["src/pages/new.tsx", "src/a.ts"]);
  });

  test("lets the strongest mark of a folder's files win", () => {
    const marks = new Map([
      ["src/a.ts", "deleted" as const],
      ["src/b.ts", "added" as const],
    ]);
    expect(buildFileTree([], marks)[0]?.mark).toBe("added");
  });

  test("holds every file once, whatever the order of the listing", () => {
    const name = fc.stringMatching(/^[a-c]{1,2}$/);
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join("/")}.ts`);
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        expect(pathsOf(buildFileTree(paths.map(file), none)).toSorted()).toEqual(paths.toSorted());
      }),
    );
  });
});
