import { z } from "zod";
import {
  pageSchema,
  pullRequestAnswerSchema,
  pullRequestSchema,
  reviewSchema,
  reviewThreadAnswerSchema,
  reviewThreadSchema,
  runSchema,
  type MergeMethod,
  type PullRequest,
  type Review,
  type ReviewThread,
  type ReviewThreadAnswer,
  type Run,
  type UpdatePullRequest,
} from "#core/contracts/index.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { apiPath, requestApi } from "#web/lib/api/request-api.ts";

export const pullRequestPageSchema = pageSchema(pullRequestSchema);
export const pullRequestWithReviewSchema = pullRequestAnswerSchema;
export type PullRequestPage = z.infer<typeof pullRequestPageSchema>;

export const pullRequestsPath = (projectId: string, query: { branch?: string; limit?: number } = {}): string =>
  apiPath(`${projectPath(projectId)}/pull-requests`, query);
export const pullRequestPath = (id: string): string => `/api/pull-requests/${encodeURIComponent(id)}`;

/** Opens a pull request for a branch; title and description are written from what is known of it. */
export const openPullRequest = (projectId: string, branch: string): Promise<PullRequest> =>
  requestApi(pullRequestsPath(projectId), { method: "POST", body: { branch }, answer: pullRequestSchema });

export const updatePullRequest = (id: string, body: UpdatePullRequest): Promise<PullRequest> =>
  requestApi(pullRequestPath(id), { method: "PATCH", body, answer: pullRequestSchema });

/** Merges the head that was reviewed. Throws an ApiError with the code `stale_head` when the branch has moved since. */
export const mergePullRequest = (id: string, method: MergeMethod, expectedHead: string): Promise<PullRequest> =>
  requestApi(`${pullRequestPath(id)}/merge`, {
    method: "POST",
    body: { method, expectedHead },
    answer: pullRequestSchema,
  });

export const revertPullRequest = (id: string): Promise<PullRequest> =>
  requestApi(`${pullRequestPath(id)}/revert`, { method: "POST", answer: pullRequestSchema });

export const resolveConflicts = (id: string): Promise<Run> =>
  requestApi(`${pullRequestPath(id)}/resolve-conflicts`, { method: "POST", answer: runSchema });

export interface NewComment {
  body: string;
  isForAi: boolean;
  threadId?: string;
  path?: string;
  side?: "old" | "new";
  line?: number;
}

export const addComment = (id: string, body: NewComment): Promise<ReviewThreadAnswer> =>
  requestApi(`${pullRequestPath(id)}/comments`, { method: "POST", body, answer: reviewThreadAnswerSchema });

export const submitReview = (id: string, verdict: Review["verdict"], body: string): Promise<Review> =>
  requestApi(`${pullRequestPath(id)}/reviews`, { method: "POST", body: { verdict, body }, answer: reviewSchema });

export const changeThread = (id: string, state: ReviewThread["state"]): Promise<ReviewThread> =>
  requestApi(`/api/review-threads/${encodeURIComponent(id)}`, {
    method: "PATCH",
    body: { state },
    answer: reviewThreadSchema,
  });
