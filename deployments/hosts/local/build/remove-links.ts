import { lstat, readdir, readlink, realpath, rm } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";

const isWithin = (root: string, path: string): boolean => path === root || path.startsWith(root + sep);

const leadsOutside = async (root: string, path: string): Promise<boolean> => {
  const target = resolve(dirname(path), await readlink(path));
  if (!isWithin(root, target)) return true;
  // Its target may be a link itself, or lie behind one.
  const real = await realpath(path).catch(() => null);
  return real !== null && !isWithin(root, real);
};

/**
 * Removes from a folder what would let this process, outside the sandbox, read or wait on something else than a file of
 * that folder: links that lead outside, sockets, pipes and devices; with `isEveryLink` all links. Answers how many.
 */
export const removeLinks = async (folder: string, options: { isEveryLink: boolean }): Promise<number> => {
  const root = await realpath(folder);
  let removed = 0;
  const pending = [root];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    for (const entry of await readdir(path, { withFileTypes: true })) {
      const child = join(path, entry.name);
      if (entry.isDirectory()) pending.push(child);
      else if (
        !entry.isFile() &&
        (!entry.isSymbolicLink() || options.isEveryLink || (await leadsOutside(root, child)))
      ) {
        await rm(child, { force: true });
        removed += 1;
      }
    }
  }
  return removed;
};

/** The folder at a path inside another one, when no part of the way is a link out of it and it is a folder; else null. */
export const findFolderInside = async (root: string, path: string): Promise<string | null> => {
  const [top, found] = await Promise.all([realpath(root), realpath(join(root, path)).catch(() => null)]);
  if (found === null || !isWithin(top, found)) return null;
  return (await lstat(found)).isDirectory() ? found : null;
};
