import { useCallback, useEffect, useRef, useState } from "react";
import type { Commit } from "#core/contracts/index.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";

export interface BranchCommits {
  /** Newest first; null until the first page is there. */
  commits: readonly Commit[] | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  error: unknown;
  loadMore: () => void;
  retry: () => void;
}

/** The history of a branch: its first page now, older ones as they are asked for, the newest as they are made. */
export const useBranchCommits = (branch: string, isMade: boolean): BranchCommits => {
  const { store, source } = useWorkspaceParts();
  const pages = useWorkspace((state) => state.commitPages.get(branch));
  const [error, setError] = useState<unknown>(null);
  const [isLoadingMore, setLoadingMore] = useState(false);
  const isBusy = useRef(false);
  const isMissing = pages === undefined && isMade;

  const readFirst = useCallback(() => {
    source.readCommits(branch).then((page) => {
      store.dispatch({ type: "first-commits-loaded", branch, page });
      setError(null);
    }, setError);
  }, [source, store, branch]);
  useEffect(() => {
    if (isMissing) readFirst();
  }, [isMissing, readFirst]);

  const loadMore = useCallback(() => {
    const cursor = store.getState().commitPages.get(branch)?.nextCursor ?? null;
    if (cursor === null || isBusy.current) return;
    isBusy.current = true;
    setLoadingMore(true);
    source
      .readCommits(branch, cursor)
      .then((page) => {
        store.dispatch({ type: "next-commits-loaded", branch, cursor, page });
        setError(null);
      }, setError)
      .finally(() => {
        isBusy.current = false;
        setLoadingMore(false);
      });
  }, [source, store, branch]);

  return {
    commits: pages?.commits ?? null,
    hasMore: (pages?.nextCursor ?? null) !== null,
    isLoadingMore,
    error,
    loadMore,
    retry: pages === undefined ? readFirst : loadMore,
  };
};
