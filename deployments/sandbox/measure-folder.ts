import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What a file costs besides its content. */
const ENTRY_BYTES = 1024;

/**
 * Bytes that a folder holds on disk, links not followed; it stops counting once `limit` is passed. Each entry counts
 * for a kilobyte besides its content, so that a million empty files are as bounded as one long one.
 */
export const measureFolder = async (folder: string, limit: number): Promise<number> => {
  let bytes = 0;
  const pending = [folder];
  for (let path = pending.pop(); path !== undefined && bytes <= limit; path = pending.pop()) {
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    const sizes = entries.map(async (entry) => {
      if (entry.isDirectory()) pending.push(join(path, entry.name));
      if (!entry.isFile()) return ENTRY_BYTES;
      const stats = await lstat(join(path, entry.name)).catch(() => null);
      return ENTRY_BYTES + (stats === null ? 0 : stats.blocks * 512);
    });
    for (const size of await Promise.all(sizes)) bytes += size;
  }
  return bytes;
};
