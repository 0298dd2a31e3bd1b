import { PathRefusedError } from "#core/errors/path-refused-error.ts";
import { findNameCollision } from "../../paths/find-name-collision.ts";
import type { Repository } from "../engine.ts";
import { EMPTY_TREE_SHA, type GitObject, hashObject } from "../objects/git-object.ts";
import {
  FILE_MODE,
  FOLDER_MODE,
  isFolder,
  parseTree,
  serializeTree,
  SUBMODULE_MODE,
  type TreeItem,
} from "../objects/tree-object.ts";

/** What becomes of one path: a new entry, or nothing. */
export interface TreeChange {
  path: string;
  /** `mode` null keeps the mode of the file that is there. */
  entry: { mode: string | null; sha: string } | null;
}

interface ChangeNode {
  change: TreeChange | null;
  children: Map<string, ChangeNode>;
}

export interface RewrittenTree {
  treeSha: string;
  /** Tree objects that are new, to be written. */
  objects: { sha: string; object: GitObject }[];
}

const createNode = (): ChangeNode => ({ change: null, children: new Map() });

const buildNodes = (changes: TreeChange[]): ChangeNode => {
  const root = createNode();
  for (const change of changes) {
    let node = root;
    for (const name of change.path.split("/")) {
      const child: ChangeNode = node.children.get(name) ?? createNode();
      node.children.set(name, child);
      node = child;
    }
    if (node.change !== null) throw new PathRefusedError(change.path, "it is named twice in one change");
    node.change = change;
  }
  return root;
};

export const readTree = async (repository: Pick<Repository, "readObject">, sha: string): Promise<TreeItem[]> =>
  sha === EMPTY_TREE_SHA ? [] : parseTree((await repository.readObject(sha)).content);

const fileMode = (wanted: string | null, existing: TreeItem | undefined): string => {
  if (wanted !== null) return wanted;
  return existing?.mode === "100755" ? "100755" : FILE_MODE;
};

const applyOwnChange = (items: Map<string, TreeItem>, name: string, node: ChangeNode, added: Set<string>): void => {
  const { change, children } = node;
  if (change === null) return;
  const existing = items.get(name);
  if (change.entry === null) {
    if (existing === undefined) throw new PathRefusedError(change.path, "there is no such file to delete");
    if (isFolder(existing)) throw new PathRefusedError(change.path, "it is a folder; delete its files");
    items.delete(name);
    return;
  }
  if (children.size > 0) throw new PathRefusedError(change.path, "it would be a file and a folder at once");
  if (existing !== undefined && isFolder(existing)) throw new PathRefusedError(change.path, "a folder has this name");
  if (change.entry.mode === null && existing?.mode === SUBMODULE_MODE)
    throw new PathRefusedError(change.path, "it is a submodule");
  if (existing === undefined) added.add(name);
  items.set(name, { name, mode: fileMode(change.entry.mode, existing), sha: change.entry.sha });
};

/**
 * Applies changes to a tree and answers the new one. Reads and writes the folders on the way to a changed file and no
 * others, so the cost follows the change and not the repository. Paths are checked by the caller.
 * Throws PathRefusedError when a path does not fit what is there.
 */
export const rewriteTree = async (
  repository: Pick<Repository, "readObject">,
  treeSha: string,
  changes: TreeChange[],
): Promise<RewrittenTree> => {
  const objects: RewrittenTree["objects"] = [];
  const rewriteFolder = async (sha: string, node: ChangeNode, folder: string): Promise<string | null> => {
    const items = new Map((await readTree(repository, sha)).map((item) => [item.name, item]));
    const added = new Set<string>();
    for (const [name, child] of node.children) applyOwnChange(items, name, child, added);
    const subfolders = [...node.children].filter(([, child]) => child.children.size > 0);
    await Promise.all(
      subfolders.map(async ([name, child]) => {
        const existing = items.get(name);
        if (existing !== undefined && !isFolder(existing)) {
          throw new PathRefusedError(`${folder}${name}`, "a file has this name, so it cannot be a folder");
        }
        const rewritten = await rewriteFolder(existing?.sha ?? EMPTY_TREE_SHA, child, `${folder}${name}/`);
        if (existing === undefined) added.add(name);
        if (rewritten === null) items.delete(name);
        else items.set(name, { name, mode: FOLDER_MODE, sha: rewritten });
      }),
    );
    const collision = added.size > 0 ? findNameCollision(items.keys(), added) : null;
    if (collision !== null) {
      const [one, other] = collision;
      throw new PathRefusedError(`${folder}${other}`, `on macOS and Windows it is the same file as ${folder}${one}`);
    }
    if (items.size === 0) return null;
    const object = serializeTree(items.values());
    const written = hashObject(object);
    if (written !== sha) objects.push({ sha: written, object });
    return written;
  };
  const root = await rewriteFolder(treeSha, buildNodes(changes), "");
  if (root === null) objects.push({ sha: EMPTY_TREE_SHA, object: { type: "tree", content: Buffer.alloc(0) } });
  return { treeSha: root ?? EMPTY_TREE_SHA, objects };
};
