import type { GitObject } from "./objects/git-object.ts";

export interface ObjectCache {
  get(sha: string): GitObject | undefined;
  set(sha: string, object: GitObject): void;
}

/**
 * Objects by id, the least recently used dropped first. An id names its content for ever, so nothing here goes stale;
 * it is for reading only, and says nothing about what is stored. Large objects are not kept.
 */
export const createObjectCache = (options: { maximumBytes: number; maximumObjectBytes: number }): ObjectCache => {
  const objects = new Map<string, GitObject>();
  let bytes = 0;
  return {
    get: (sha) => {
      const found = objects.get(sha);
      if (found !== undefined) {
        objects.delete(sha);
        objects.set(sha, found);
      }
      return found;
    },
    set: (sha, object) => {
      if (object.content.length > options.maximumObjectBytes || objects.has(sha)) return;
      objects.set(sha, object);
      bytes += object.content.length;
      for (const [oldest, { content }] of objects) {
        if (bytes <= options.maximumBytes) return;
        objects.delete(oldest);
        bytes -= content.length;
      }
    },
  };
};
