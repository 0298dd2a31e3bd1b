import type { PullRequest, PullRequestAnswer } from "#core/contracts/pull-request.ts";
import { requireProject } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import type { ReviewContext } from "./review-context.ts";

/** A pull request with its review, and whether it can be merged. */
export const readPullRequest = async (
  context: ReviewContext,
  session: Session,
  pullRequest: PullRequest,
): Promise<PullRequestAnswer> => {
  const project = await requireProject(session, pullRequest.projectId);
  const [threads, reviews, mergeability] = await Promise.all([
    session.stores.pullRequests.listThreads(pullRequest.id),
    session.stores.pullRequests.listReviews(pullRequest.id),
    context.pullRequestHost(project).checkMerge(project, pullRequest),
  ]);
  return { ...pullRequest, threads, reviews, mergeability };
};
