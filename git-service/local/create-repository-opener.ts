import { stat } from "node:fs/promises";
import { join } from "node:path";
import { idSchema } from "#core/contracts/id.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { cacheRepository } from "./cache-repository.ts";
import type { GitEngine, Repository } from "./engine.ts";
import { createObjectCache } from "./object-cache.ts";

export interface RepositoryOpener {
  directoryOf(projectId: string): string;
  open(name: Pick<RepositoryName, "projectId">): Promise<Repository>;
  /** Ends what is open of a project's repository. */
  forget(projectId: string): Promise<void>;
}

const CACHE_BYTES = 32 * 1024 * 1024;
const CACHED_OBJECT_BYTES = 256 * 1024;

/** Maps projects to bare repositories on disk: by project id, so that a rename changes nothing. */
export const createRepositoryOpener = (directory: string, engine: GitEngine): RepositoryOpener => {
  const cache = createObjectCache({ maximumBytes: CACHE_BYTES, maximumObjectBytes: CACHED_OBJECT_BYTES });
  const directoryOf = (projectId: string): string => {
    if (!idSchema.safeParse(projectId).success) throw new NotFoundError("repository");
    return join(directory, `${projectId.toLowerCase()}.git`);
  };
  return {
    directoryOf,
    open: async ({ projectId }) => {
      const path = directoryOf(projectId);
      const isThere = await stat(join(path, "HEAD")).then(
        () => true,
        () => false,
      );
      if (!isThere) throw new NotFoundError("repository");
      return cacheRepository(engine.open(path), cache);
    },
    forget: async (projectId) => {
      await engine.open(directoryOf(projectId)).close();
    },
  };
};
