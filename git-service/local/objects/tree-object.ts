import type { GitObject } from "./git-object.ts";

/** One line of a tree object. Modes as Git spells them: `40000` is a folder, `160000` a submodule, `120000` a symlink. */
export interface TreeItem {
  mode: string;
  name: string;
  sha: string;
}

export const FOLDER_MODE = "40000";
export const FILE_MODE = "100644";
export const SYMLINK_MODE = "120000";
export const SUBMODULE_MODE = "160000";

export const isFolder = (item: Pick<TreeItem, "mode">): boolean => item.mode === FOLDER_MODE;

/** Reads `<mode> <name>\0<20 bytes>` records. */
export const parseTree = (content: Buffer): TreeItem[] => {
  const items: TreeItem[] = [];
  let at = 0;
  while (at < content.length) {
    const space = content.indexOf(0x20, at);
    const end = content.indexOf(0, space);
    items.push({
      mode: content.toString("latin1", at, space).replace(/^0+/, ""),
      name: content.toString("utf8", space + 1, end),
      sha: content.toString("hex", end + 1, end + 21),
    });
    at = end + 21;
  }
  return items;
};

/** Git sorts by bytes, a folder as though its name ended in a slash. */
const sortKey = (item: TreeItem): Buffer => Buffer.from(isFolder(item) ? `${item.name}/` : item.name);

/** The tree object of these items, which may come in any order. */
export const serializeTree = (items: Iterable<TreeItem>): GitObject => {
  const sorted = [...items].map((item) => ({ item, key: sortKey(item) })).toSorted((a, b) => a.key.compare(b.key));
  const parts = sorted.flatMap(({ item }) => [
    Buffer.from(`${item.mode} ${item.name}\0`),
    Buffer.from(item.sha, "hex"),
  ]);
  return { type: "tree", content: Buffer.concat(parts) };
};
