"use client";

import useSWRImmutable from "swr/immutable";
import type { FileAnswer } from "#core/contracts/index.ts";
import { getFile } from "#web/lib/api/repository.ts";

export interface OpenFile {
  /** Null while it is read, and for a file the commit does not have. */
  file: FileAnswer | null;
  error: unknown;
  isLoading: boolean;
  retry: () => void;
}

/**
 * A file at a commit. What a commit holds never changes, so it is read once; the same content at the next commit is
 * recognised by its object id. `path` null reads nothing.
 */
export const useOpenFile = (
  projectId: string,
  at: { commitSha: string | null; path: string | null; exists: boolean },
): OpenFile => {
  const { commitSha, path, exists } = at;
  const key = commitSha !== null && path !== null && exists ? ["file", projectId, commitSha, path] : null;
  const { data, error, isLoading, mutate } = useSWRImmutable<FileAnswer, unknown>(
    key,
    () => getFile(projectId, commitSha ?? "", path ?? ""),
    { keepPreviousData: true },
  );
  const isCurrent = key !== null && data?.path === path;
  return {
    file: isCurrent ? data : null,
    error: error ?? null,
    isLoading: isLoading && !isCurrent,
    retry: () => void mutate(),
  };
};
