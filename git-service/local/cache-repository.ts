import type { ObjectCache } from "./object-cache.ts";
import type { Repository } from "./engine.ts";

/**
 * A repository whose objects are read through the cache. Keyed by repository: an
 * object of one project must not be readable through another.
 */
export const cacheRepository = (repository: Repository, cache: ObjectCache): Repository => {
  const key = (sha: string): string => `${repository.directory}:${sha}`;
  return {
    ...repository,
    readObject: async (sha) => {
      const cached = cache.get(key(sha));
      if (cached !== undefined) return cached;
      const object = await repository.readObject(sha);
      cache.set(key(sha), object);
      return object;
    },
    writeObjects: async (objects) => {
      await repository.writeObjects(objects);
      for (const { sha, object } of objects) cache.set(key(sha), object);
    },
  };
};
