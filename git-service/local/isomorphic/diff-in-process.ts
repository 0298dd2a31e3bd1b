import type { FileDiff } from "#core/contracts/file.ts";
import type { Repository, TreeDiff } from "../engine.ts";
import { SUBMODULE_MODE, type TreeItem } from "../objects/tree-object.ts";
import { compareTrees, type PathChange } from "../operations/compare-trees.ts";
import { PATCH_BYTES } from "../plumbing/parse-diff.ts";
import { findRenames, type Rename } from "./find-renames.ts";
import { type FilePair, formatPatch } from "./format-patch.ts";

type NamedPair = Pick<FilePair, "oldPath" | "path" | "before" | "after" | "score">;

const joinRenames = (changes: PathChange[], renames: Rename[]): NamedPair[] => {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const byTarget = new Map(renames.map((rename) => [rename.to, rename]));
  const gone = new Set(renames.map(({ from }) => from));
  return changes
    .filter(({ path }) => !gone.has(path))
    .map(({ path, before, after }) => {
      const rename = byTarget.get(path);
      if (rename === undefined) return { oldPath: path, path, before, after, score: null };
      return {
        oldPath: rename.from,
        path,
        before: byPath.get(rename.from)?.before ?? null,
        after,
        score: rename.score,
      };
    });
};

const statusOf = ({ before, after, score }: NamedPair): FileDiff["status"] => {
  if (score !== null) return "renamed";
  if (before === null) return "added";
  return after === null ? "deleted" : "modified";
};

const isKindChanged = ({ before, after }: NamedPair): boolean =>
  before !== null && after !== null && before.mode.slice(0, 3) !== after.mode.slice(0, 3);

/** A file that became a symlink is shown as one deleted and one added. */
const splitKinds = (pair: NamedPair): NamedPair[] =>
  isKindChanged(pair)
    ? [
        { ...pair, after: null },
        { ...pair, before: null },
      ]
    : [pair];

/** Diff of two trees in JavaScript, in the words and the form of `git diff-tree -r -M -p --full-index`. */
export const diffInProcess = async (
  repository: Pick<Repository, "readObject">,
  baseTree: string,
  headTree: string,
): Promise<TreeDiff> => {
  const found = await compareTrees(repository, baseTree, headTree);
  const changes = found.toSorted((one, other) => Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)));
  const renames = await findRenames(repository, changes, { isEmptyCounted: true });
  const read = async (item: TreeItem | null): Promise<Buffer> =>
    item === null || item.mode === SUBMODULE_MODE ? Buffer.alloc(0) : (await repository.readObject(item.sha)).content;
  const files: FileDiff[] = [];
  const texts: string[] = [];
  let bytes = 0;
  let isTruncated = false;
  for (const pair of joinRenames(changes, renames)) {
    const file: FileDiff = {
      path: pair.path,
      oldPath: pair.score === null ? null : pair.oldPath,
      status: statusOf(pair),
      additions: 0,
      deletions: 0,
      isBinary: false,
    };
    files.push(file);
    for (const part of splitKinds(pair)) {
      const [oldContent, newContent] = await Promise.all([read(part.before), read(part.after)]);
      const patch = formatPatch({ ...part, oldContent, newContent });
      file.additions += patch.additions;
      file.deletions += patch.deletions;
      file.isBinary ||= patch.isBinary;
      isTruncated ||= patch.isTruncated || bytes + patch.text.length > PATCH_BYTES;
      bytes += patch.text.length;
      if (bytes <= PATCH_BYTES) texts.push(patch.text);
    }
  }
  return { files, patch: Buffer.from(texts.join(""), "latin1").toString("utf8"), isTruncated };
};
