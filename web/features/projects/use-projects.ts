"use client";

import useSwrInfinite from "swr/infinite";
import type { ProjectListItem } from "#core/contracts/index.ts";
import { apiPath, requestApi } from "#web/lib/api/request-api.ts";
import { PROJECTS_PATH, projectPageSchema, type ProjectPage } from "#web/lib/api/projects.ts";
import { PROJECTS_PAGE_SIZE } from "./page-size.ts";

const REFRESH_MILLISECONDS = 20_000;

const pagePath = (index: number, previous: ProjectPage | null): string | null => {
  if (index > 0 && (previous === null || previous.nextCursor === null)) return null;
  return apiPath(PROJECTS_PATH, { limit: PROJECTS_PAGE_SIZE, cursor: previous?.nextCursor ?? undefined });
};

export interface Projects {
  items: readonly ProjectListItem[];
  error: unknown;
  isLoading: boolean;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** The person's projects, page by page, kept fresh while the page is looked at. */
export const useProjects = (first: ProjectPage | undefined): Projects => {
  const { data, error, isLoading, isValidating, size, setSize, mutate } = useSwrInfinite<ProjectPage, unknown>(
    pagePath,
    (path: string) => requestApi(path, { answer: projectPageSchema }),
    {
      fallbackData: first === undefined ? undefined : [first],
      revalidateOnMount: first === undefined,
      refreshInterval: REFRESH_MILLISECONDS,
    },
  );
  return {
    items: (data ?? []).flatMap((page) => page.items),
    error,
    isLoading,
    hasMore: data?.at(-1)?.nextCursor !== null && data !== undefined,
    isLoadingMore: isValidating && size > (data?.length ?? 0),
    loadMore: () => void setSize(size + 1),
    retry: () => void mutate(),
  };
};
