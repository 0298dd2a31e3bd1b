import type { PullRequestRecord } from "#core/contracts/pull-request-record.ts";
import type { Page, PageQuery } from "#core/contracts/page.ts";
import type {
  PullRequest,
  PullRequestState,
  Review,
  ReviewComment,
  ReviewThread,
  ReviewThreadAnswer,
} from "#core/contracts/pull-request.ts";

/** A pull request as it is opened; without a number it gets the next one of its project. */
export type NewPullRequest = Pick<
  PullRequest,
  "projectId" | "branch" | "base" | "headSha" | "title" | "body" | "isBodyManaged" | "runId" | "actor" | "author"
> &
  Partial<Pick<PullRequest, "baseSha" | "number" | "url" | "externalId">>;

/** One as its git host tells it. */
export type HostedPullRequest = Omit<PullRequest, "id" | "runId" | "isBodyManaged">;

export interface PullRequestPatch extends Partial<
  Pick<
    PullRequest,
    | "headSha"
    | "baseSha"
    | "title"
    | "body"
    | "isBodyManaged"
    | "state"
    | "runId"
    | "mergeMethod"
    | "mergeSha"
    | "mergedAt"
    | "closedAt"
    | "updatedAt"
  >
> {}

export interface CommentEntry {
  /** An id or external id that is known names that thread; otherwise the comment begins it. */
  thread: Pick<ReviewThread, "projectId" | "pullRequestId" | "commitSha"> &
    Partial<Pick<ReviewThread, "id" | "path" | "side" | "line" | "excerpt" | "externalId">>;
  comment: Pick<ReviewComment, "actor" | "author" | "body"> &
    Partial<Pick<ReviewComment, "id" | "runId" | "commitSha" | "externalId" | "createdAt">>;
}

export interface PullRequestStore {
  /** Opens one; the open one of the same branch and base is answered instead when there is one. */
  open(request: NewPullRequest): Promise<{ pullRequest: PullRequest; isNew: boolean }>;
  /** Takes over what the git host tells, by number; answers how it stood before, null when it was not known. */
  save(request: HostedPullRequest): Promise<{ pullRequest: PullRequest; before: PullRequest | null }>;
  get(id: string): Promise<PullRequest | null>;
  find(projectId: string, number: number): Promise<PullRequest | null>;
  /** Newest first. */
  list(
    projectId: string,
    query: PageQuery & { state?: PullRequestState; branch?: string; base?: string },
  ): Promise<Page<PullRequest>>;
  update(id: string, patch: PullRequestPatch): Promise<PullRequest>;
  /** Adds a comment and, with the first one, its thread; the same id adds nothing twice. */
  addComment(entry: CommentEntry): Promise<{ thread: ReviewThread; comment: ReviewComment; isNew: boolean }>;
  /** Threads with their comments, oldest first. */
  listThreads(pullRequestId: string): Promise<ReviewThreadAnswer[]>;
  getThread(id: string): Promise<ReviewThread | null>;
  findThread(projectId: string, externalId: string): Promise<ReviewThread | null>;
  updateThread(
    id: string,
    patch: Partial<Pick<ReviewThread, "state" | "resolvedAt" | "externalId">>,
  ): Promise<ReviewThread>;
  /** The comment a run was started to answer. */
  findCommentAnsweredBy(runId: string): Promise<ReviewComment | null>;
  updateComment(
    id: string,
    patch: Partial<Pick<ReviewComment, "body" | "answerRunId" | "externalId">>,
  ): Promise<ReviewComment>;
  /** Brings back one that is gone, with its review, as it was; what is there stays. Answers whether it was missing. */
  restore(record: Omit<PullRequestRecord, "version">): Promise<boolean>;
  /** Removes a comment, and its thread with the last one; nothing when it is gone already. */
  removeComment(id: string): Promise<void>;
  addReview(
    review: Omit<Review, "id" | "createdAt" | "externalId"> & Partial<Pick<Review, "createdAt" | "externalId">>,
  ): Promise<{ review: Review; isNew: boolean }>;
  listReviews(pullRequestId: string): Promise<Review[]>;
}
