"use client";

import { GitPullRequest } from "lucide-react";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";
import { PullRequestState } from "./pull-request-state.tsx";
import { usePullRequests } from "./use-review.ts";

/** All pull requests of the project, newest first; each leads to its branch. */
export const PullRequestList = () => {
  const { show, remember } = useView();
  const { items, error, refresh } = usePullRequests();
  if (items === null && error !== undefined) {
    return (
      <ErrorState className="h-full" error={error} title="The pull requests could not be loaded" onRetry={refresh} />
    );
  }
  if (items === null) {
    return (
      <LoadingRegion label="Loading the pull requests">
        <div className="flex flex-col gap-4 p-5">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-4 w-3/5" />
        </div>
      </LoadingRegion>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState className="h-full" icon={<GitPullRequest aria-hidden="true" />} title="No pull requests yet">
        When a run has finished, its branch gets one. Choose a branch to open one yourself.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Pull requests" className="h-full overflow-y-auto">
      <ul className="divide-y divide-line-faint">
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className="flex w-full items-start gap-3 px-4 py-3 text-left transition-colors hover:bg-hover focus-visible:outline-offset-[-2px]"
              onClick={() => {
                remember({ branch: item.branch });
                show({ branch: item.branch, tab: "review", commit: null }, "push");
              }}
            >
              <span className="min-w-0 flex-1">
                <span className="break-text line-clamp-2 block font-medium">
                  {revealControls(item.title)}{" "}
                  <span className="figures font-normal text-ink-subtle">#{item.number}</span>
                </span>
                <span className="break-text mt-0.5 block text-sm text-ink-muted">
                  {shortBranch(item.branch)} into {revealControls(item.base)}, <RelativeTime at={item.updatedAt} />
                </span>
              </span>
              <PullRequestState state={item.state} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};
