"use client";

import { GitPullRequest, GitPullRequestArrow } from "lucide-react";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { openPullRequest } from "../api/pull-requests.ts";
import { useAction } from "../hooks/use-action.ts";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useWorkspaceParts } from "../workspace-context.tsx";
import { PullRequestList } from "./pull-request-list.tsx";
import { PullRequestReview } from "./pull-request-review.tsx";
import { useReview } from "./use-review.ts";

const Loading = () => (
  <LoadingRegion label="Loading the review">
    <div className="flex flex-col gap-3 p-5">
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-3 w-1/3" />
      <Skeleton className="mt-4 h-24 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  </LoadingRegion>
);

/** The way to the first pull request of a branch. */
const NotOpened = ({ branch, base, onOpened }: { branch: WorkspaceBranch; base: string; onOpened: () => void }) => {
  const { projectId } = useWorkspaceParts();
  const { run, isWorking, error } = useAction(openPullRequest);
  return (
    <EmptyState
      className="h-full"
      icon={<GitPullRequestArrow aria-hidden="true" />}
      title="No pull request for this branch"
      action={
        <div className="flex max-w-md flex-col items-center gap-3">
          <Button
            variant="primary"
            icon={<GitPullRequest aria-hidden="true" />}
            isLoading={isWorking}
            onClick={() => void run(projectId, branch.name).then(onOpened)}
          >
            Open a pull request
          </Button>
          {error === null ? null : <ProblemNote error={error} />}
        </div>
      }
    >
      Review what {shortBranch(branch.name)} changes against {revealControls(base)}, comment on its lines, and have the
      AI answer with commits.
    </EmptyState>
  );
};

/** The review of the branch's pull request; on the default branch, all pull requests of the project. */
export const ReviewPanel = ({ branch, base }: { branch: WorkspaceBranch; base: WorkspaceBranch }) => {
  const { pullRequest, isLoading, error, refresh } = useReview(branch.name, branch.sha);
  if (branch.isDefault) return <PullRequestList />;
  if (error !== undefined && pullRequest === null) {
    return <ErrorState className="h-full" error={error} title="The review could not be loaded" onRetry={refresh} />;
  }
  if (isLoading) return <Loading />;
  if (pullRequest === null) return <NotOpened branch={branch} base={base.name} onOpened={refresh} />;
  return (
    <PullRequestReview key={pullRequest.id} pullRequest={pullRequest} branch={branch} base={base} onChange={refresh} />
  );
};
