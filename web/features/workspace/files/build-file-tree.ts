import type { TreeEntry } from "#core/contracts/file.ts";

export type FileMark = "added" | "modified" | "deleted" | "writing";

/** A node of the tree as it is shown: folders first, then files, each by name. */
export interface FileNode {
  /** Its path, which is unique. */
  id: string;
  name: string;
  children: FileNode[] | null;
  /** For a folder, the strongest mark of what is inside it. */
  mark: FileMark | null;
}

const strength: Record<FileMark, number> = { writing: 4, added: 3, modified: 2, deleted: 1 };

const byKindAndName = (one: FileNode, other: FileNode): number =>
  Number(one.children === null) - Number(other.children === null) ||
  one.name.localeCompare(other.name, "en", { numeric: true, sensitivity: "base" });

const strongest = (nodes: FileNode[]): FileMark | null =>
  nodes.reduce<FileMark | null>((best, { mark }) => {
    if (mark === null) return best;
    return best === null || strength[mark] > strength[best] ? mark : best;
  }, null);

const finish = (nodes: FileNode[]): FileNode[] =>
  nodes
    .map((node) => {
      if (node.children === null) return node;
      const children = finish(node.children);
      return { ...node, children, mark: strongest(children) };
    })
    .toSorted(byKindAndName);

/**
 * The tree of a listing, with the marks of files that are changing. Files that are only being written, and are not in
 * the listing yet, are there too.
 */
export const buildFileTree = (
  entries: Pick<TreeEntry, "path" | "type">[],
  marks: ReadonlyMap<string, FileMark>,
): FileNode[] => {
  const root: FileNode[] = [];
  const folders = new Map<string, FileNode[]>([["", root]]);
  const openFolder = (path: string): FileNode[] => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const slash = path.lastIndexOf("/");
    const children: FileNode[] = [];
    openFolder(path.slice(0, Math.max(0, slash))).push({ id: path, name: path.slice(slash + 1), children, mark: null });
    folders.set(path, children);
    return children;
  };
  const paths = entries.filter(({ type }) => type !== "folder").map(({ path }) => path);
  for (const path of new Set([...paths, ...marks.keys()])) {
    const slash = path.lastIndexOf("/");
    const folder = openFolder(path.slice(0, Math.max(0, slash)));
    folder.push({ id: path, name: path.slice(slash + 1), children: null, mark: marks.get(path) ?? null });
  }
  return finish(root);
};
