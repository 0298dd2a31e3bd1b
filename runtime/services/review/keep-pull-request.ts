import { pullRequestRecordSchema } from "#core/contracts/pull-request-record.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { PullRequestRecords } from "#core/ports/pull-request-records.ts";
import type { Stores } from "#core/ports/stores.ts";
import { toRepositoryName } from "../require-project.ts";

interface Context {
  /** Of the service role. */
  stores: Pick<Stores, "pullRequests" | "projects">;
  records: Pick<PullRequestRecords, "keep">;
}

/**
 * Writes a pull request of a local project with its review, as they are by now, into its repository. What is elsewhere is
 * kept there by its own host.
 */
export const keepPullRequest = async ({ stores, records }: Context, id: string): Promise<void> => {
  const { pullRequests, projects } = stores;
  const known = await pullRequests.get(id);
  const project = known === null ? null : await projects.get(known.projectId);
  if (known === null || project === null || project.gitHost !== "local") return;
  const compose = async (): Promise<string> => {
    const [pullRequest, threads, reviews] = await Promise.all([
      pullRequests.get(id),
      pullRequests.listThreads(id),
      pullRequests.listReviews(id),
    ]);
    if (pullRequest === null) throw new NotFoundError("pull request");
    const record = pullRequestRecordSchema.parse({ version: 1, pullRequest, threads, reviews });
    return `${JSON.stringify(record, null, 2)}\n`;
  };
  await records.keep(toRepositoryName(project), known.number, compose).catch((thrown: unknown) => {
    // The project was deleted meanwhile, with everything of it.
    if (!(thrown instanceof NotFoundError)) throw thrown;
  });
};
