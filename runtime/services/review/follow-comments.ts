import type { Project } from "#core/contracts/project.ts";
import type { PullRequest, ReviewComment } from "#core/contracts/pull-request.ts";
import type { HostedComment } from "#core/ports/pull-request-host.ts";
import { deriveId } from "#webhooks/index.ts";
import type { ReviewContext } from "./review-context.ts";

const record = (
  { stores }: ReviewContext,
  { projectId, number, branch }: PullRequest,
  line: { id: string; action: "review.comment_edited" | "review.comment_deleted"; text: string },
): Promise<void> =>
  stores.activity.append({
    id: deriveId(line.id),
    projectId,
    actor: "user",
    action: line.action,
    details: { number, branch, text: line.text.slice(0, 300) },
  });

/**
 * Takes over what its author made of a comment at the host since it was last seen. The line in the log comes first: a
 * worker that dies in between finds the text still different.
 */
export const followEdit = async (
  context: ReviewContext,
  pullRequest: PullRequest,
  comment: ReviewComment,
  told: HostedComment,
): Promise<ReviewComment> => {
  const { body, updatedAt } = told.comment;
  // What we wrote there has our mark and a person's name around it; the words here are the original.
  if (told.isOwn || body === comment.body) return comment;
  await record(context, pullRequest, {
    id: `comment-edited:${comment.id}:${updatedAt}`,
    action: "review.comment_edited",
    text: body,
  });
  return context.stores.pullRequests.updateComment(comment.id, { body });
};

/**
 * Removes what was deleted at the host. `known` is what we had before the host was asked, so that a comment it was told of
 * meanwhile is not taken for deleted; and each is asked for once more by itself.
 */
export const removeDeleted = async (
  context: ReviewContext,
  { project, pullRequest }: { project: Project; pullRequest: PullRequest },
  { known, told }: { known: ReviewComment[]; told: HostedComment[] },
): Promise<void> => {
  const there = new Set(told.map(({ comment }) => comment.externalId));
  const host = context.pullRequestHost(project);
  for (const { id, externalId, body } of known) {
    if (externalId === null || there.has(externalId) || (await host.hasComment(project, externalId))) continue;
    await record(context, pullRequest, { id: `comment-deleted:${id}`, action: "review.comment_deleted", text: body });
    await context.stores.pullRequests.removeComment(id);
  }
};
