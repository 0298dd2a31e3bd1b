import { parseTree, isFolder } from "../local/objects/tree-object.ts";
import { EMPTY_TREE_SHA } from "../local/objects/git-object.ts";
import type { Quarantine } from "./open-quarantine.ts";

/** Trees whose count is remembered. */
const REMEMBERED_TREES = 100_000;

export type CountFiles = (objects: Pick<Quarantine, "readObject">, treeSha: string) => Promise<number>;

/**
 * Counts the files below a tree. A folder that is there a million times is read once, and counts are remembered by
 * id, which names a content for ever: so a second push costs what it changed, and a bomb of nested folders nothing.
 */
export const createFileCounter = (): CountFiles => {
  const counts = new Map<string, number>([[EMPTY_TREE_SHA, 0]]);
  const remember = (sha: string, count: number): void => {
    const [oldest] = counts.keys();
    if (counts.size >= REMEMBERED_TREES && oldest !== undefined) counts.delete(oldest);
    counts.set(sha, count);
  };
  return async (objects, treeSha) => {
    const running = new Map<string, Promise<number>>();
    const read = async (sha: string): Promise<number> => {
      const items = parseTree((await objects.readObject(sha)).content);
      const folders = items.filter(isFolder);
      const below = await Promise.all(folders.map((item) => count(item.sha)));
      const total = items.length - folders.length + below.reduce((sum, one) => sum + one, 0);
      remember(sha, total);
      return total;
    };
    const count = (sha: string): Promise<number> => {
      const known = counts.get(sha);
      if (known !== undefined) return Promise.resolve(known);
      const started = running.get(sha) ?? read(sha);
      running.set(sha, started);
      return started;
    };
    return count(treeSha);
  };
};
