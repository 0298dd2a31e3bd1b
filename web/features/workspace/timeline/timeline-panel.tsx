"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { GitCommitHorizontal } from "lucide-react";
import { memo, useEffect, useRef } from "react";
import type { Commit } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { useBranchCommits, type BranchCommits } from "../hooks/use-branch-commits.ts";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useCommitDeployments } from "../hooks/use-commit-deployments.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useViewState } from "../view/view-context.tsx";
import { useWorkspace } from "../workspace-context.tsx";
import { CommitRow } from "./commit-row.tsx";

const ROW_PIXELS = 64;
/** This close to the end the next page is asked for. */
const AHEAD = 15;
const noCommits: readonly Commit[] = [];

const TimelineSkeleton = () => (
  <LoadingRegion label="Loading the commits">
    <div className="flex flex-col gap-4 p-4">
      {[1, 2, 3, 4, 5].map((number) => (
        <div key={number} className="flex gap-3">
          <Skeleton className="size-4.5" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3.5 w-4/5" />
            <Skeleton className="h-3 w-1/2" />
          </div>
        </div>
      ))}
    </div>
  </LoadingRegion>
);

const More = ({ history }: { history: BranchCommits }) => {
  if (history.error !== null) {
    return (
      <div className="flex justify-center p-3">
        <Button size="sm" onClick={history.retry}>
          Older commits could not be loaded. Try again
        </Button>
      </div>
    );
  }
  return history.isLoadingMore ? (
    <p className="flex items-center justify-center gap-2 p-3 text-sm text-ink-subtle">
      <Spinner /> Loading older commits
    </p>
  ) : null;
};

const CommitList = ({ history, branch }: { history: BranchCommits; branch: string }) => {
  const { view } = useViewState();
  const commits = history.commits ?? noCommits;
  const deployments = useCommitDeployments(commits);
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: commits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (index) => commits[index]?.sha ?? index,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const { hasMore, loadMore, error } = history;
  const isNearEnd = (items.at(-1)?.index ?? 0) > commits.length - AHEAD;
  useEffect(() => {
    if (isNearEnd && hasMore && error === null) loadMore();
  }, [isNearEnd, hasMore, loadMore, error, commits.length]);
  return (
    <section
      ref={scroller}
      tabIndex={0}
      aria-label="Commits, newest first"
      className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      <ol className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const commit = commits[item.index];
          return commit === undefined ? null : (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              aria-setsize={hasMore ? -1 : commits.length}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <CommitRow
                commit={commit}
                branch={branch}
                isNewest={item.index === 0}
                isOldest={!hasMore && item.index === commits.length - 1}
                isSelected={view.commit === commit.sha}
                deployment={deployments.get(commit.sha)}
              />
            </li>
          );
        })}
      </ol>
      <More history={history} />
    </section>
  );
};

/** The commits of the branch on screen, newest first, with who made them and how their deployments are. */
export const TimelinePanel = memo(({ branch }: { branch: WorkspaceBranch }) => {
  const history = useBranchCommits(branch.name, branch.sha !== null);
  const isKnown = useWorkspace((state) => state.branches !== null);
  const body = () => {
    if (branch.sha === null && isKnown) {
      return (
        <EmptyState size="sm" icon={<GitCommitHorizontal aria-hidden="true" />} title="No commits yet">
          The branch is made when a worker begins the run.
        </EmptyState>
      );
    }
    if (history.commits !== null) return <CommitList key={branch.name} history={history} branch={branch.name} />;
    if (history.error !== null) {
      return (
        <ErrorState size="sm" error={history.error} title="The commits could not be loaded" onRetry={history.retry} />
      );
    }
    return <TimelineSkeleton />;
  };
  return (
    <section aria-label="Timeline" className="flex h-full min-h-0 flex-col bg-canvas">
      <header className="flex h-10 shrink-0 items-center gap-2 border-b px-3 coarse:h-11.5">
        <h2 className="text-sm font-medium">Commits</h2>
        <span className="min-w-0 flex-1 truncate text-right font-mono text-xs text-ink-subtle">
          {shortBranch(branch.name)}
        </span>
      </header>
      {body()}
    </section>
  );
});
TimelinePanel.displayName = "TimelinePanel";
