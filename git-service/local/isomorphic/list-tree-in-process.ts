import type { TreeEntry } from "#core/contracts/file.ts";
import type { Repository } from "../engine.ts";
import { isFolder } from "../objects/tree-object.ts";
import { readTree } from "../operations/rewrite-tree.ts";
import { entryType } from "../plumbing/parse-tree-listing.ts";

/** Every entry below a tree, folders before what they hold, in Git's order: what `git ls-tree -r -t -l` lists. */
export const listTreeInProcess = async (
  repository: Pick<Repository, "readObject" | "describeObject">,
  treeSha: string,
  folder = "",
): Promise<TreeEntry[]> => {
  const items = await readTree(repository, treeSha);
  const lists = await Promise.all(
    items.map(async (item): Promise<TreeEntry[]> => {
      const type = entryType(item.mode);
      const path = `${folder}${item.name}`;
      const size = type === "file" ? ((await repository.describeObject(item.sha))?.size ?? null) : null;
      const entry: TreeEntry = { path, type, sha: item.sha, size };
      return isFolder(item) ? [entry, ...(await listTreeInProcess(repository, item.sha, `${path}/`))] : [entry];
    }),
  );
  return lists.flat();
};
