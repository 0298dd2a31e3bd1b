"use client";

import useSwrInfinite from "swr/infinite";
import { z } from "zod";
import { pageSchema, type Page } from "#core/contracts/index.ts";
import { apiPath, requestApi } from "#web/lib/api/request-api.ts";

export interface Pages<Item> {
  /** Undefined until the first page is there. */
  items: readonly Item[] | undefined;
  error: unknown;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  reload: () => void;
}

/** A list of the REST interface, page by page. */
export const usePages = <Item extends z.ZodType>(
  path: string,
  item: Item,
  options: { limit?: number } = {},
): Pages<z.output<Item>> => {
  const toPath = (index: number, previous: Page<unknown> | null): string | null =>
    index > 0 && (previous === null || previous.nextCursor === null)
      ? null
      : apiPath(path, { limit: options.limit ?? 50, cursor: previous?.nextCursor ?? undefined });
  const { data, error, isValidating, size, setSize, mutate } = useSwrInfinite<Page<z.output<Item>>, unknown>(
    toPath,
    (asked: string) => requestApi(asked, { answer: pageSchema(item) }),
  );
  return {
    items: data?.flatMap((page) => page.items),
    error,
    hasMore: data !== undefined && data.at(-1)?.nextCursor !== null,
    isLoadingMore: isValidating && size > (data?.length ?? 0),
    loadMore: () => void setSize(size + 1),
    reload: () => void mutate(),
  };
};
