import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { findFolderInside } from "./remove-links.ts";

/** What frameworks keep between builds to be faster, by framework. */
const cacheFolders: Record<string, string> = { nextjs: ".next/cache" };

export interface BuildCache {
  /** Lends the cache of the project's last build to this one. */
  lend(): Promise<void>;
  /** Takes it back, once the build has succeeded. */
  take(): Promise<void>;
}

/**
 * One build cache per project, moved into the source and back, never copied. Two builds at the same time do not share
 * it: the second begins without, and the last to end leaves its own. It holds what the project's own builds wrote.
 */
export const createBuildCache = (directory: string, framework: string, source: string): BuildCache => {
  const path = cacheFolders[framework];
  const kept = join(directory, framework);
  if (path === undefined) return { lend: async () => undefined, take: async () => undefined };
  return {
    lend: async () => {
      await mkdir(dirname(join(source, path)), { recursive: true });
      await rename(kept, join(source, path)).catch(() => undefined);
    },
    take: async () => {
      // A build may have made a link of it, to anywhere.
      const folder = await findFolderInside(source, path);
      if (folder === null) return;
      await mkdir(directory, { recursive: true });
      await rm(kept, { recursive: true, force: true });
      await rename(folder, kept).catch(() => undefined);
    },
  };
};
