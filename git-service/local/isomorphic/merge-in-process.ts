import type { MergeInput, MergeOutcome, Repository } from "../engine.ts";
import { PathRefusedError } from "#core/errors/path-refused-error.ts";
import { type GitObject, hashObject } from "../objects/git-object.ts";
import type { TreeItem } from "../objects/tree-object.ts";
import { compareTrees, type PathChange } from "../operations/compare-trees.ts";
import { rewriteTree, type TreeChange } from "../operations/rewrite-tree.ts";
import { findRenames } from "./find-renames.ts";
import { mergeText } from "./merge-text.ts";

type Side = Map<string, PathChange>;

const isSame = (one: TreeItem | null, other: TreeItem | null): boolean =>
  one?.sha === other?.sha && one?.mode === other?.mode;

/** What one side did, by path; a rename is remembered by where it went. */
const readSide = async (repository: Repository, baseTree: string, tree: string) => {
  const changes = await compareTrees(repository, baseTree, tree);
  const renames = await findRenames(repository, changes, { isEmptyCounted: false });
  return {
    changes: new Map(changes.map((change) => [change.path, change])) satisfies Side,
    renames: new Map(renames.map(({ from, to }) => [from, to])),
  };
};

/**
 * Carries an edit of one side along the rename of the other: both then speak of the new path, with the old content as
 * what they started from. Answers the paths that cannot be joined.
 */
const followRenames = (renames: Map<string, string>, mover: Side, editor: Side, editorRenames: Map<string, string>) => {
  const conflicts: string[] = [];
  for (const [from, to] of renames) {
    const edit = editor.get(from);
    const moved = mover.get(to);
    if (edit === undefined || moved === undefined) continue;
    if (edit.after === null) {
      if (editorRenames.get(from) !== to) conflicts.push(from, to);
      else
        for (const side of [mover, editor])
          side.set(to, { path: to, before: edit.before, after: side.get(to)?.after ?? null });
    } else if (editor.has(to)) {
      conflicts.push(to);
    } else {
      mover.set(to, { path: to, before: edit.before, after: moved.after });
      editor.set(to, { path: to, before: edit.before, after: edit.after });
      editor.set(from, { path: from, before: edit.before, after: null });
    }
  }
  return conflicts;
};

const isFile = (item: TreeItem | null): item is TreeItem => item !== null && item.mode.startsWith("100");

const mergeFile = async (
  repository: Repository,
  ours: PathChange,
  theirs: PathChange,
): Promise<{ item: TreeItem; object: GitObject } | null> => {
  const [base, mine, yours] = [ours.before, ours.after, theirs.after];
  if (!isFile(base) || !isFile(mine) || !isFile(yours)) return null;
  const read = async ({ sha }: TreeItem): Promise<Buffer> => (await repository.readObject(sha)).content;
  const mode = mine.mode === base.mode ? yours.mode : mine.mode;
  const contents = await Promise.all([read(base), read(mine), read(yours)]);
  const pick = (): Buffer | null => {
    if (mine.sha === yours.sha || yours.sha === base.sha) return contents[1];
    return mine.sha === base.sha ? contents[2] : mergeText(...contents);
  };
  const content = pick();
  if (content === null) return null;
  const object: GitObject = { type: "blob", content };
  return { item: { name: mine.name, mode, sha: hashObject(object) }, object };
};

/** Three-way merge of trees in JavaScript: by path, renames followed, contents joined by lines. */
export const mergeInProcess = async (repository: Repository, input: MergeInput): Promise<MergeOutcome> => {
  const [ours, theirs] = await Promise.all([
    readSide(repository, input.baseTree, input.oursTree),
    readSide(repository, input.baseTree, input.theirsTree),
  ]);
  const conflicts = [
    ...followRenames(ours.renames, ours.changes, theirs.changes, theirs.renames),
    ...followRenames(theirs.renames, theirs.changes, ours.changes, ours.renames),
  ];
  const changes: TreeChange[] = [];
  const objects: { sha: string; object: GitObject }[] = [];
  for (const [path, theirChange] of theirs.changes) {
    const ourChange = ours.changes.get(path);
    const { after } = theirChange;
    if (ourChange === undefined) changes.push({ path, entry: after });
    else if (!isSame(ourChange.after, after)) {
      const merged = await mergeFile(repository, ourChange, theirChange);
      if (merged === null) conflicts.push(path);
      else {
        changes.push({ path, entry: merged.item });
        objects.push({ sha: merged.item.sha, object: merged.object });
      }
    }
  }
  if (conflicts.length > 0) return { isClean: false, paths: [...new Set(conflicts)].toSorted(), treeSha: null };
  try {
    const { treeSha, objects: trees } = await rewriteTree(repository, input.oursTree, changes);
    await repository.writeObjects([...objects, ...trees]);
    return { isClean: true, treeSha };
  } catch (error) {
    if (error instanceof PathRefusedError) return { isClean: false, paths: [String(error.data.path)], treeSha: null };
    throw error;
  }
};
