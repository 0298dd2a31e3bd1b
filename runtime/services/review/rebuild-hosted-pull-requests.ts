import type { Project } from "#core/contracts/project.ts";
import type { PullRequest } from "#core/contracts/pull-request.ts";
import type { HostedPullRequest } from "#core/ports/pull-request-store.ts";
import type { ReviewContext } from "./review-context.ts";
import { nameHostedComment, syncPullRequest } from "./sync-pull-request.ts";

/** What we once wrote there, which a look at what others do leaves out. */
const restoreOwnComments = async (
  { stores, platformAuthor, pullRequestHost }: ReviewContext,
  project: Project,
  pullRequest: PullRequest,
): Promise<void> => {
  const comments = await pullRequestHost(project).listComments(project, pullRequest.number);
  for (const { thread, comment, isOwn } of comments) {
    if (!isOwn) continue;
    const { externalId, actor, author, body, createdAt } = comment;
    await stores.pullRequests.addComment({
      thread: { ...thread, projectId: project.id, pullRequestId: pullRequest.id },
      comment: {
        id: nameHostedComment(project, externalId),
        externalId,
        actor,
        author: actor === "ai" ? { name: platformAuthor.name, login: null } : author,
        body,
        createdAt,
      },
    });
  }
};

const restoreOne = async (context: ReviewContext, project: Project, told: HostedPullRequest): Promise<void> => {
  const { pullRequests, commits } = context.stores;
  const { pullRequest } = await pullRequests.save(told);
  const [head] = await commits.listByShas(project.id, [told.headSha]);
  if (head !== undefined && head.runId !== null) await pullRequests.update(pullRequest.id, { runId: head.runId });
  await restoreOwnComments(context, project, pullRequest);
};

/**
 * Rebuilds the pull requests of a project from its git host (A35): all there ever were, with what was said in them by
 * others and by us. What is known already is brought up to date. Answers how many were missing or had changed.
 */
export const rebuildHostedPullRequests = async (context: ReviewContext, project: Project): Promise<number> => {
  let count = 0;
  for (const told of await context.pullRequestHost(project).listAll(project)) {
    const known = await context.stores.pullRequests.find(project.id, told.number);
    if (known !== null && known.state !== "open" && known.state === told.state) continue;
    if (known === null) await restoreOne(context, project, told);
    await syncPullRequest(context, project, told.number);
    count += 1;
  }
  return count;
};
