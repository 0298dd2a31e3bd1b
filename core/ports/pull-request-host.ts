import type { Project } from "#core/contracts/project.ts";
import type {
  Mergeability,
  MergeMethod,
  PullRequest,
  Review,
  ReviewComment,
  ReviewThread,
} from "#core/contracts/pull-request.ts";
import type { Person } from "./git-host.ts";
import type { HostedPullRequest } from "./pull-request-store.ts";

/** What the host calls something it was told; empty where nobody but us keeps it. */
export type HostIdentity = Partial<Pick<PullRequest, "number" | "url" | "externalId">>;

export interface MergeInput {
  method: MergeMethod;
  expectedHead: string;
  message: string;
  author: Person;
}

/** What one step's checks came to, as a reviewer sees it at the host. */
export interface CheckSummary {
  headSha: string;
  conclusion: "success" | "failure" | "neutral";
  title: string;
  summary: string;
  detailsUrl: string | null;
}

/** A comment at the host, with the thread it belongs to. */
export interface HostedComment {
  thread: Pick<ReviewThread, "path" | "side" | "line" | "commitSha" | "excerpt"> & { externalId: string };
  comment: Pick<ReviewComment, "actor" | "author" | "body" | "createdAt"> & {
    externalId: string;
    /** When it was last edited at the host. */
    updatedAt: string;
  };
  /** Written there by us, for the AI or for somebody here; actor, author and body are the original ones. */
  isOwn: boolean;
}

export type HostedReview = Pick<Review, "verdict" | "author" | "body" | "commitSha" | "createdAt"> & {
  externalId: string;
};

/**
 * Where pull requests are reviewed and merged, beside the git host of the same name. The rows are ours either way; this
 * tells the host what happens here, and asks it what happened there. Throws NotFoundError, StaleHeadError,
 * MergeConflictError, IllegalStateError, ExternalServiceError.
 */
export interface PullRequestHost {
  readonly name: string;
  open(
    project: Project,
    request: Pick<PullRequest, "branch" | "base" | "headSha" | "title" | "body">,
  ): Promise<HostIdentity>;
  update(
    project: Project,
    pullRequest: PullRequest,
    patch: Partial<Pick<PullRequest, "title" | "body">> & { state?: "open" | "closed" },
  ): Promise<void>;
  /** Whether it can be merged as it stands, and what is in the way. */
  checkMerge(project: Project, pullRequest: PullRequest): Promise<Mergeability>;
  /** Merges exactly the head that was reviewed. Throws StaleHeadError when the branch has moved. */
  merge(project: Project, pullRequest: PullRequest, input: MergeInput): Promise<{ sha: string }>;
  /** Tells a comment of ours; answers what the host calls it and its thread. */
  addComment(
    project: Project,
    pullRequest: PullRequest,
    thread: Pick<ReviewThread, "path" | "side" | "line" | "commitSha" | "externalId">,
    comment: Pick<ReviewComment, "body" | "actor" | "author">,
  ): Promise<{ externalId: string | null; threadExternalId: string | null }>;
  submitReview(
    project: Project,
    pullRequest: PullRequest,
    review: Pick<Review, "verdict" | "body" | "commitSha" | "author">,
  ): Promise<{ externalId: string | null }>;
  reportChecks(project: Project, checks: CheckSummary): Promise<void>;
  /** How one stands at the host; null when it has none of this number, or keeps none. */
  fetch(project: Project, number: number): Promise<HostedPullRequest | null>;
  /** The newest ones at the host, and what was said in each: for what no webhook told. Empty where the host keeps none. */
  listRecent(project: Project): Promise<HostedPullRequest[]>;
  /** All there ever were, oldest first. */
  listAll(project: Project): Promise<HostedPullRequest[]>;
  /** Everything that was said in one, ours included. */
  listComments(project: Project, number: number): Promise<HostedComment[]>;
  /** Whether a comment that a list did not have is still there: a list may be behind. */
  hasComment(project: Project, externalId: string): Promise<boolean>;
  listReviews(project: Project, number: number): Promise<HostedReview[]>;
  /** Whether this person may push: only then does what they write start a run. */
  hasWriteAccess(project: Project, login: string): Promise<boolean>;
}
