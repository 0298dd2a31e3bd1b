import { EMPTY_TREE_SHA } from "../local/objects/git-object.ts";
import { isFolder, parseTree, SUBMODULE_MODE, SYMLINK_MODE, type TreeItem } from "../local/objects/tree-object.ts";
import { checkName } from "../paths/check-name.ts";
import { MAXIMUM_PATH_BYTES } from "../paths/check-path.ts";
import { findNameCollision } from "../paths/find-name-collision.ts";
import { checkContent } from "./check-content.ts";
import type { Quarantine } from "./open-quarantine.ts";

/** A blob that a push brings to a path. */
export interface NewFile {
  path: string;
  sha: string;
  size: number;
}

export interface TreeChecker {
  /** Checks the tree of one commit against those of its parents. */
  check(treeSha: string, parentTrees: string[]): Promise<void>;
  /** Why paths are refused, a line each. */
  readonly reasons: string[];
  readonly files: NewFile[];
}

const MODES = new Set(["40000", "100644", "100755", SYMLINK_MODE, SUBMODULE_MODE]);
const ENOUGH_REASONS = 20;

type Items = Map<string, TreeItem>;

const quote = (path: string): string => JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path);

const checkItem = (item: TreeItem, path: string): string | null => {
  if (Buffer.byteLength(path) > MAXIMUM_PATH_BYTES) return `it is longer than ${MAXIMUM_PATH_BYTES} bytes`;
  return checkName(item.name) ?? (MODES.has(item.mode) ? null : `its mode ${item.mode} is none that Git uses`);
};

/** Entries of a folder that no parent commit has, and the names among them that are new. */
const findFresh = (items: Items, parents: Items[]) => {
  const isKnown = ({ name, mode, sha }: TreeItem): boolean =>
    parents.some((one) => one.get(name)?.sha === sha && one.get(name)?.mode === mode);
  const fresh = [...items.values()].filter((item) => !isKnown(item));
  const added = fresh.map(({ name }) => name).filter((name) => !parents.some((one) => one.has(name)));
  return { fresh, added: new Set(added) };
};

/**
 * Checks what commits change against what fsck lets through (A20): names, collisions, symlinks, submodules, modes,
 * length. Folders that a parent commit has at the same place were checked with it and are not opened.
 */
export const createTreeChecker = (objects: Pick<Quarantine, "readObject" | "describe">): TreeChecker => {
  const reasons: string[] = [];
  const files = new Map<string, NewFile>();
  /** Longest path at which a tree was seen, by tree and depth: the two that a verdict depends on. */
  const visited = new Map<string, number>();

  const refuse = (path: string, reason: string): void => {
    if (reasons.length < ENOUGH_REASONS) reasons.push(`${quote(path)}: ${reason}`);
  };
  const readItems = async (sha: string): Promise<Items> => {
    const items = sha === EMPTY_TREE_SHA ? [] : parseTree((await objects.readObject(sha)).content);
    return new Map(items.map((item) => [item.name, item]));
  };
  const checkEntry = async (item: TreeItem, path: string, parents: Items[]): Promise<void> => {
    const reason = checkItem(item, path);
    if (reason !== null) return refuse(path, reason);
    if (isFolder(item)) {
      const inParents = parents.flatMap((items) => items.get(item.name) ?? []).filter(isFolder);
      return checkTree(
        item.sha,
        inParents.map(({ sha }) => sha),
        `${path}/`,
      );
    }
    const fault = item.mode === SUBMODULE_MODE ? null : await checkContent(objects, item, path);
    if (fault !== null) return refuse(path, fault);
    if (!item.mode.startsWith("100")) return;
    const key = `${item.sha} ${path}`;
    if (!files.has(key)) files.set(key, { path, sha: item.sha, size: (await objects.describe(item.sha))?.size ?? 0 });
  };
  const checkTree = async (sha: string, parentTrees: string[], folder: string): Promise<void> => {
    const place = `${sha} ${folder.split("/").length}`;
    const length = Buffer.byteLength(folder);
    if ((visited.get(place) ?? -1) >= length || reasons.length >= ENOUGH_REASONS) return;
    visited.set(place, length);
    const [items, parents] = await Promise.all([readItems(sha), Promise.all(parentTrees.map(readItems))]);
    const { fresh, added } = findFresh(items, parents);
    const collision = findNameCollision(items.keys(), added);
    if (collision !== null) {
      refuse(`${folder}${collision[1]}`, `on macOS and Windows it is the same file as ${quote(collision[0])}`);
    }
    await Promise.all(fresh.map((item) => checkEntry(item, `${folder}${item.name}`, parents)));
  };
  return {
    check: (treeSha, parentTrees) => checkTree(treeSha, parentTrees, ""),
    reasons,
    get files() {
      return [...files.values()];
    },
  };
};
