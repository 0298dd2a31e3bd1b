import type { MergeInput, MergeOutcome, Repository } from "../engine.ts";
import { EMPTY_TREE_SHA } from "../objects/git-object.ts";
import { FOLDER_MODE, isFolder, type TreeItem } from "../objects/tree-object.ts";
import { readTree, rewriteTree, type TreeChange } from "./rewrite-tree.ts";

const isSame = (one: TreeItem | undefined, other: TreeItem | undefined): boolean =>
  one?.sha === other?.sha && one?.mode === other?.mode;

const folderSha = (item: TreeItem | undefined): string | null => {
  if (item === undefined) return EMPTY_TREE_SHA;
  return item.mode === FOLDER_MODE ? item.sha : null;
};

/**
 * What `theirs` changed since the base, as changes to `ours`, where no path was touched by both; null as soon as one
 * was. Whole folders that only one side touched are taken by their id.
 */
const findOneSidedChanges = async (repository: Repository, input: MergeInput): Promise<TreeItem[] | null> => {
  const changes: TreeItem[] = [];
  const visit = async (trees: MergeInput, folder: string): Promise<boolean> => {
    const [base, ours, theirs] = await Promise.all(
      [trees.baseTree, trees.oursTree, trees.theirsTree].map(
        async (sha) => new Map((await readTree(repository, sha)).map((item) => [item.name, item])),
      ),
    );
    for (const name of new Set([...(base?.keys() ?? []), ...(theirs?.keys() ?? [])])) {
      const [before, mine, yours] = [base?.get(name), ours?.get(name), theirs?.get(name)];
      if (isSame(before, yours) || isSame(mine, yours)) continue;
      const inside = [before, mine, yours].map(folderSha);
      const [baseTree, oursTree, theirsTree] = inside;
      const areFolders = [before, mine, yours].every((item) => item === undefined || isFolder(item));
      if (areFolders && baseTree && oursTree && theirsTree) {
        if (!(await visit({ baseTree, oursTree, theirsTree }, `${folder}${name}/`))) return false;
      } else if (isSame(before, mine) && !(yours && isFolder(yours)) && !(mine && isFolder(mine))) {
        changes.push({ ...(yours ?? { mode: "", sha: "" }), name: `${folder}${name}` });
      } else {
        return false;
      }
    }
    return true;
  };
  return (await visit(input, "")) ? changes : null;
};

/**
 * Three-way merge. Where the two sides touched different files, which is nearly always, the trees are joined here in
 * about a millisecond; the engine's full merge (contents, renames) runs only when both touched one path.
 * Writes the objects of the result.
 */
export const mergeTrees = async (repository: Repository, input: MergeInput): Promise<MergeOutcome> => {
  if (input.oursTree === input.theirsTree || input.baseTree === input.theirsTree) {
    return { isClean: true, treeSha: input.oursTree };
  }
  if (input.baseTree === input.oursTree) return { isClean: true, treeSha: input.theirsTree };
  const oneSided = await findOneSidedChanges(repository, input);
  if (oneSided === null) return repository.mergeTrees(input);
  const changes = oneSided.map<TreeChange>(({ name, mode, sha }) => ({
    path: name,
    entry: sha === "" ? null : { mode, sha },
  }));
  const { treeSha, objects } = await rewriteTree(repository, input.oursTree, changes);
  await repository.writeObjects(objects);
  return { isClean: true, treeSha };
};
