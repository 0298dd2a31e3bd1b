import type { Repository } from "../engine.ts";
import { isFolder, type TreeItem } from "../objects/tree-object.ts";
import { EMPTY_TREE_SHA } from "../objects/git-object.ts";
import { readTree } from "./rewrite-tree.ts";

/** One path that differs between two trees; a missing side means that it was added or deleted. */
export interface PathChange {
  path: string;
  before: TreeItem | null;
  after: TreeItem | null;
}

const folderOf = (item: TreeItem | undefined): string => (item && isFolder(item) ? item.sha : EMPTY_TREE_SHA);
const leafOf = (item: TreeItem | undefined): TreeItem | null => (item && !isFolder(item) ? item : null);

/** Files that differ between two trees, by path. Folders with the same id are not opened. */
export const compareTrees = async (
  repository: Pick<Repository, "readObject">,
  baseTree: string,
  headTree: string,
  folder = "",
): Promise<PathChange[]> => {
  if (baseTree === headTree) return [];
  const [base, head] = await Promise.all(
    [baseTree, headTree].map(
      async (sha) => new Map((await readTree(repository, sha)).map((item) => [item.name, item])),
    ),
  );
  const names = [...new Set([...(base?.keys() ?? []), ...(head?.keys() ?? [])])].toSorted((a, b) =>
    Buffer.compare(Buffer.from(a), Buffer.from(b)),
  );
  const changes = await Promise.all(
    names.map(async (name): Promise<PathChange[]> => {
      const [before, after] = [base?.get(name), head?.get(name)];
      if (before?.sha === after?.sha && before?.mode === after?.mode) return [];
      const path = `${folder}${name}`;
      const [oldLeaf, newLeaf] = [leafOf(before), leafOf(after)];
      const own = oldLeaf === null && newLeaf === null ? [] : [{ path, before: oldLeaf, after: newLeaf }];
      return [...own, ...(await compareTrees(repository, folderOf(before), folderOf(after), `${path}/`))];
    }),
  );
  return changes.flat();
};
