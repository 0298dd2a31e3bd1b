"use client";

import { useCallback, useEffect, useRef } from "react";
import { activeRunStates, type PullRequest, type PullRequestAnswer } from "#core/contracts/index.ts";
import { useResource } from "#web/hooks/use-resource.ts";
import {
  pullRequestPageSchema,
  pullRequestPath,
  pullRequestsPath,
  pullRequestWithReviewSchema,
} from "../api/pull-requests.ts";
import type { WorkspaceState } from "../data/workspace-state.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";

const isAboutReviews = (action: string): boolean =>
  action.startsWith("pull_request.") || action.startsWith("review.") || action.startsWith("branch.");

/** Number of the newest line of the log that a review could have changed with. */
const readVersion = ({ rows }: WorkspaceState): number => {
  let newest = 0;
  for (const { seq, action } of rows.activity_log.values()) {
    if (seq > newest && isAboutReviews(action)) newest = seq;
  }
  return newest;
};

/** Acts when a value is another one than it was; not at first, when everything is being read anyway. */
const useWhenChanged = (value: string, act: () => void): void => {
  const seen = useRef(value);
  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    act();
  }, [value, act]);
};

export interface ReviewData {
  pullRequest: PullRequestAnswer | null;
  isLoading: boolean;
  error: unknown;
  refresh: () => void;
}

/** The newest pull request of a branch with its review, read again whenever the log says that something came of it. */
export const useReview = (branch: string, head: string | null): ReviewData => {
  const { projectId } = useWorkspaceParts();
  const version = useWorkspace(readVersion);
  const list = useResource(pullRequestsPath(projectId, { branch, limit: 1 }), pullRequestPageSchema, {
    keepPreviousData: false,
  });
  const id = list.data?.items[0]?.id ?? null;
  const one = useResource(id === null ? null : pullRequestPath(id), pullRequestWithReviewSchema, {
    keepPreviousData: false,
  });
  const { mutate: readList } = list;
  const { mutate: readOne } = one;
  const readBoth = useCallback(() => {
    void readList();
    void readOne();
  }, [readList, readOne]);
  useWhenChanged(`${version}:${head}`, readBoth);
  return {
    pullRequest: one.data ?? null,
    isLoading: list.data === undefined || (id !== null && one.data === undefined),
    error: list.error ?? one.error,
    refresh: readBoth,
  };
};

/** All pull requests of the project, newest first. */
export const usePullRequests = (): { items: PullRequest[] | null; error: unknown; refresh: () => void } => {
  const { projectId } = useWorkspaceParts();
  const version = useWorkspace(readVersion);
  const { data, error, mutate } = useResource(pullRequestsPath(projectId, { limit: 50 }), pullRequestPageSchema);
  const refresh = useCallback(() => void mutate(), [mutate]);
  useWhenChanged(String(version), refresh);
  return { items: data?.items ?? null, error, refresh };
};

/** Whether the run that answers a comment is still at work. */
export const useIsAnswering = (runId: string | null): boolean => {
  const state = useWorkspace(({ rows }) => rows.runs.get(runId ?? "")?.state ?? null);
  return state !== null && activeRunStates.includes(state);
};
