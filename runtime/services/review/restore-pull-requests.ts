import type { Project } from "#core/contracts/project.ts";
import { pullRequestRecordSchema } from "#core/contracts/pull-request-record.ts";
import type { PullRequestRecords } from "#core/ports/pull-request-records.ts";
import type { Stores } from "#core/ports/stores.ts";
import { toRepositoryName } from "../require-project.ts";

interface Context {
  /** Of the service role. */
  stores: Pick<Stores, "pullRequests">;
  records: Pick<PullRequestRecords, "list">;
}

/**
 * Brings back the pull requests of a local project, with their reviews, from its repository (A35). What is known already
 * stays as it is. Answers how many were missing.
 */
export const restorePullRequests = async ({ stores, records }: Context, project: Project): Promise<number> => {
  if (project.gitHost !== "local") return 0;
  let count = 0;
  for (const text of await records.list(toRepositoryName(project))) {
    const { pullRequest, threads, reviews } = pullRequestRecordSchema.parse(JSON.parse(text));
    const owned = { projectId: project.id, pullRequestId: pullRequest.id };
    const isNew = await stores.pullRequests.restore({
      pullRequest: { ...pullRequest, projectId: project.id },
      threads: threads.map((thread) => ({
        ...thread,
        ...owned,
        comments: thread.comments.map((comment) => ({ ...comment, ...owned, threadId: thread.id })),
      })),
      reviews: reviews.map((review) => ({ ...review, ...owned })),
    });
    if (isNew) count += 1;
  }
  return count;
};
