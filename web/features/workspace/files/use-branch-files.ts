"use client";

import { useMemo } from "react";
import useSWRImmutable from "swr/immutable";
import type { TreeEntry } from "#core/contracts/index.ts";
import { getTree } from "#web/lib/api/repository.ts";

export interface BranchFiles {
  /** Commit whose files these are; behind the branch's head while the next listing is on its way. */
  commitSha: string | null;
  entries: readonly TreeEntry[];
  /** Object id of each file, by path. */
  shas: ReadonlyMap<string, string>;
  error: unknown;
  isLoading: boolean;
  retry: () => void;
}

const noEntries: readonly TreeEntry[] = [];

/** The files at a commit; the listing before stays in place until the next one is there. */
export const useBranchFiles = (projectId: string, head: string | null): BranchFiles => {
  const { data, error, isLoading, mutate } = useSWRImmutable<Awaited<ReturnType<typeof getTree>>, unknown>(
    head === null ? null : ["tree", projectId, head],
    () => getTree(projectId, head ?? ""),
    { keepPreviousData: true },
  );
  const entries = data?.items ?? noEntries;
  const shas = useMemo(
    () => new Map(entries.filter(({ type }) => type === "file").map(({ path, sha }) => [path, sha])),
    [entries],
  );
  return {
    commitSha: data?.commitSha ?? null,
    entries,
    shas,
    error: error ?? null,
    isLoading: isLoading && data === undefined,
    retry: () => void mutate(),
  };
};
