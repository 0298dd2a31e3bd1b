"use client";

import useSwr, { type SWRConfiguration, type SWRResponse } from "swr";
import type { z } from "zod";
import { requestApi } from "#web/lib/api/request-api.ts";

export type Resource<Data> = SWRResponse<Data, unknown>;

/**
 * Reads a path of the REST interface and keeps it fresh: one request however many ask, again on focus and after
 * `mutate`. `null` as path reads nothing. Pass `fallbackData` when the server has rendered it already.
 */
export const useResource = <Answer extends z.ZodType>(
  path: string | null,
  answer: Answer,
  options: SWRConfiguration<z.output<Answer>, unknown> = {},
): Resource<z.output<Answer>> =>
  useSwr<z.output<Answer>, unknown>(path, (asked: string) => requestApi(asked, { answer }), {
    keepPreviousData: true,
    ...options,
  });
