import { readdir, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#core/ports/clock.ts";
import { hasCode, withLockFile } from "../lock-file.ts";

/** Deleted branches leave empty folders, and `a/b` leaves one where the branch `a` is to be a file. */
const removeEmptyFolders = async (path: string): Promise<void> => {
  try {
    for (const name of await readdir(path)) await removeEmptyFolders(join(path, name));
    await rmdir(path);
  } catch (error) {
    if (!["ENOENT", "ENOTDIR"].some((code) => hasCode(error, code))) throw error;
  }
};

/**
 * Compare-and-swap on a loose ref by git's own locking protocol. isomorphic-git's `writeRef` has none: of 20 commits
 * at the same time one survived, silently.
 */
export const updateRefFile = async (
  directory: string,
  ref: string,
  change: { from: string | null; to: string | null },
  options: { clock: Clock; read(): Promise<string | null>; remove(): Promise<void> },
): Promise<boolean> => {
  let isMoved = false;
  await withLockFile(join(directory, ref), options.clock, async (lock) => {
    if ((await options.read()) !== change.from) return false;
    isMoved = true;
    if (change.to !== null) {
      if (change.from === null) await removeEmptyFolders(join(directory, ref));
      await lock.write(`${change.to}\n`);
      return true;
    }
    await withLockFile(join(directory, "packed-refs"), options.clock, async () => {
      await options.remove();
      return false;
    });
    return false;
  });
  return isMoved;
};
