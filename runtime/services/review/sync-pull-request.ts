import type { Project } from "#core/contracts/project.ts";
import type { PullRequest, ReviewComment, ReviewThread } from "#core/contracts/pull-request.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import type { HostedComment, HostedReview } from "#core/ports/pull-request-host.ts";
import { deriveId } from "#webhooks/index.ts";
import { followEdit, removeDeleted } from "./follow-comments.ts";
import type { ReviewContext } from "./review-context.ts";
import { mentionPattern, startAnswer } from "./start-answer.ts";

/** A comment older than this is history: it starts no run when it is first seen, after an import for one. */
const RECENT_MILLISECONDS = 24 * 60 * 60 * 1000;

const nameChange = (before: PullRequest | null, after: PullRequest): string | null => {
  if (before === null) return after.state === "open" ? "pull_request.opened" : null;
  if (before.state === after.state) return null;
  if (after.state === "open") return "pull_request.reopened";
  return `pull_request.${after.state}`;
};

const recordChange = async (
  { stores }: ReviewContext,
  before: PullRequest | null,
  after: PullRequest,
): Promise<void> => {
  const action = nameChange(before, after);
  if (action === null) return;
  const { id, projectId, number, title, branch, base, mergeSha } = after;
  await stores.activity.append({
    id: deriveId(`pull-request:${id}:${after.state === "merged" ? "merged" : `${action}:${after.updatedAt}`}`),
    projectId,
    actor: "user",
    action,
    details: {
      number,
      title,
      branch,
      ...(after.state === "merged" ? { into: base, ...(mergeSha === null ? {} : { commitSha: mergeSha }) } : {}),
    },
  });
};

/**
 * Whether a comment asks the AI: by name, or on a line of what the AI has written. Only people who may push are heard:
 * anybody can comment on a public repository, and what a run does costs and changes code.
 */
const asksForRun = async (
  context: ReviewContext,
  project: Project,
  { pullRequest, thread, comment }: { pullRequest: PullRequest; thread: ReviewThread; comment: ReviewComment },
): Promise<boolean> => {
  const { login } = comment.author;
  const isRecent = context.clock.now().getTime() - Date.parse(comment.createdAt) < RECENT_MILLISECONDS;
  if (comment.actor !== "user" || comment.answerRunId !== null || login === null) return false;
  if (pullRequest.state !== "open" || thread.state !== "open" || !isRecent) return false;
  const isAboutOurs = pullRequest.runId !== null && thread.path !== null;
  if (!isAboutOurs && !mentionPattern.test(comment.body)) return false;
  return context.pullRequestHost(project).hasWriteAccess(project, login);
};

/** The id a comment at a git host has here: the same when its row is made anew, so that its run is known for its own. */
export const nameHostedComment = ({ id }: Pick<Project, "id">, externalId: string): string =>
  deriveId(`hosted-comment:${id}:${externalId}`);

const takeComment = async (
  context: ReviewContext,
  project: Project,
  pullRequest: PullRequest,
  told: HostedComment,
): Promise<void> => {
  const { stores } = context;
  const { externalId, author, body, createdAt } = told.comment;
  const added = await stores.pullRequests.addComment({
    thread: { ...told.thread, projectId: project.id, pullRequestId: pullRequest.id },
    comment: { id: nameHostedComment(project, externalId), externalId, author, body, createdAt, actor: "user" },
  });
  const { thread, isNew } = added;
  const comment = await followEdit(context, pullRequest, added.comment, told);
  if (isNew) {
    await stores.activity.append({
      id: deriveId(`commented:${comment.id}`),
      projectId: project.id,
      actor: "user",
      action: "review.commented",
      details: { number: pullRequest.number, branch: pullRequest.branch, text: comment.body.slice(0, 300) },
    });
  }
  if (!(await asksForRun(context, project, { pullRequest, thread, comment }))) return;
  const session = { userId: project.ownerId, email: "", stores };
  await startAnswer(context, session, { project, pullRequest, thread, comment }).catch((thrown: unknown) => {
    // As many runs as may be are at work; the comment has no run yet, so the next look starts it.
    if (!(thrown instanceof LimitReachedError)) throw thrown;
  });
};

const takeReview = async ({ stores }: ReviewContext, pullRequest: PullRequest, told: HostedReview): Promise<void> => {
  const { projectId, id, number, branch } = pullRequest;
  const { review, isNew } = await stores.pullRequests.addReview({
    ...told,
    projectId,
    pullRequestId: id,
    actor: "user",
  });
  if (!isNew) return;
  await stores.activity.append({
    id: deriveId(`reviewed:${review.id}`),
    projectId,
    actor: "user",
    action: "review.submitted",
    details: { number, branch, verdict: review.verdict, text: review.body.slice(0, 300) },
  });
};

/** What a verdict says in words is heard like a comment on the whole. */
const toComment = (review: HostedReview, { number }: PullRequest): HostedComment => ({
  thread: {
    externalId: `conversation:${number}`,
    path: null,
    side: null,
    line: null,
    commitSha: review.commitSha,
    excerpt: "",
  },
  comment: {
    externalId: `body-of-${review.externalId}`,
    actor: "user",
    author: review.author,
    body: review.body,
    createdAt: review.createdAt,
    updatedAt: review.createdAt,
  },
  isOwn: false,
});

/**
 * Takes over how a pull request and its review stand at the git host, and starts the runs that were asked for there. Looks
 * at everything each time, so it does not matter which webhook came, in which order, or whether one came at all.
 */
export const syncPullRequest = async (context: ReviewContext, project: Project, number: number): Promise<void> => {
  const host = context.pullRequestHost(project);
  const told = await host.fetch(project, number);
  if (told === null) return;
  const { pullRequest, before } = await context.stores.pullRequests.save(told);
  await recordChange(context, before, pullRequest);
  const known = (await context.stores.pullRequests.listThreads(pullRequest.id)).flatMap(({ comments }) => comments);
  const [comments, reviews] = await Promise.all([
    host.listComments(project, number),
    host.listReviews(project, number),
  ]);
  for (const review of reviews) await takeReview(context, pullRequest, review);
  const spoken = reviews
    .filter(({ body }) => mentionPattern.test(body))
    .map((review) => toComment(review, pullRequest));
  const foreign = comments.filter(({ isOwn }) => !isOwn);
  for (const comment of [...foreign, ...spoken]) await takeComment(context, project, pullRequest, comment);
  await removeDeleted(context, { project, pullRequest }, { known, told: comments });
};

/** Finds what no webhook told: pull requests that changed at the host since they were last seen. Answers how many. */
export const reconcilePullRequests = async (context: ReviewContext, project: Project): Promise<number> => {
  const recent = await context.pullRequestHost(project).listRecent(project);
  let count = 0;
  for (const told of recent) {
    const known = await context.stores.pullRequests.find(project.id, told.number);
    // What is said here also moves the instant of an open one, so it is looked at each time; conditional requests cost nothing.
    const isSettled = known !== null && known.state !== "open" && told.state === known.state;
    if (isSettled) continue;
    await syncPullRequest(context, project, told.number);
    count += 1;
  }
  return count;
};
