import { z } from "zod";
import type { Project } from "#core/contracts/project.ts";
import type { HostedComment, HostedReview } from "#core/ports/pull-request-host.ts";
import type { HostedPullRequest } from "#core/ports/pull-request-store.ts";
import { RepositoryUnreachableError } from "../repository-unreachable-error.ts";
import type { Place } from "./create-github-pull-request-host.ts";
import {
  isOwnBranch,
  issueCommentSchema,
  lineCommentSchema,
  OWN_MARK,
  pullSchema,
  reviewSchema,
  toIssueComment,
  toLineComment,
  toPullRequest,
  toReview,
} from "./pull-schemas.ts";

const PAGE = 100;

const isForeign = ({ body }: { body?: string | null | undefined }): boolean => !(body ?? "").includes(OWN_MARK);

/** How one pull request stands at GitHub; null when there is none of this number. */
export const fetchPull = async (
  { client, owner, repo }: Place,
  project: Project,
  number: number,
): Promise<HostedPullRequest | null> => {
  try {
    const { data } = await client.rest.pulls.get({ owner, repo, pull_number: number });
    const pull = pullSchema.parse(data);
    return isOwnBranch(pull) ? toPullRequest(project.id, pull) : null;
  } catch (thrown) {
    if (thrown instanceof RepositoryUnreachableError) return null;
    throw thrown;
  }
};

/** The hundred that changed last. */
export const fetchRecent = async ({ client, owner, repo }: Place, project: Project): Promise<HostedPullRequest[]> => {
  const query = { state: "all" as const, sort: "updated" as const, direction: "desc" as const, per_page: PAGE };
  const { data } = await client.rest.pulls.list({ owner, repo, ...query });
  return z
    .array(pullSchema)
    .parse(data)
    .filter(isOwnBranch)
    .map((pull) => toPullRequest(project.id, pull));
};

/** All there ever were, oldest first. */
export const fetchAll = async ({ client, owner, repo }: Place, project: Project): Promise<HostedPullRequest[]> => {
  const query = { state: "all" as const, sort: "created" as const, direction: "asc" as const, per_page: PAGE };
  const data = await client.paginate(client.rest.pulls.list, { owner, repo, ...query });
  return z
    .array(pullSchema)
    .parse(data)
    .filter(isOwnBranch)
    .map((pull) => toPullRequest(project.id, pull));
};

/** What was said in one, by us as well, oldest first. */
export const fetchComments = async ({ client, owner, repo }: Place, number: number): Promise<HostedComment[]> => {
  const { data: pull } = await client.rest.pulls.get({ owner, repo, pull_number: number });
  const [lines, whole] = await Promise.all([
    client.paginate(client.rest.pulls.listReviewComments, { owner, repo, pull_number: number, per_page: PAGE }),
    client.paginate(client.rest.issues.listComments, { owner, repo, issue_number: number, per_page: PAGE }),
  ]);
  const place = { number, headSha: pull.head.sha };
  return [
    ...z.array(lineCommentSchema).parse(lines).map(toLineComment),
    ...z
      .array(issueCommentSchema)
      .parse(whole)
      .map((raw) => toIssueComment(raw, place)),
  ].toSorted((one, other) => one.comment.createdAt.localeCompare(other.comment.createdAt));
};

/** Verdicts that others gave. */
export const fetchReviews = async ({ client, owner, repo }: Place, number: number): Promise<HostedReview[]> => {
  const data = await client.paginate(client.rest.pulls.listReviews, {
    owner,
    repo,
    pull_number: number,
    per_page: PAGE,
  });
  return z
    .array(reviewSchema)
    .parse(data)
    .filter(isForeign)
    .flatMap((raw) => toReview(raw) ?? []);
};

/** Whether a comment is there, by the name we keep of it; of a name that is no comment's, yes. */
export const findComment = async ({ client, owner, repo }: Place, externalId: string): Promise<boolean> => {
  const [, kind, id] = /^(line|issue)-comment:(\d+)$/.exec(externalId) ?? [];
  if (kind === undefined) return true;
  const place = { owner, repo, comment_id: Number(id) };
  try {
    await (kind === "line" ? client.rest.pulls.getReviewComment(place) : client.rest.issues.getComment(place));
    return true;
  } catch (thrown) {
    if (!(thrown instanceof RepositoryUnreachableError)) throw thrown;
  }
  // GitHub answers the same of a repository that we may not see any more, and that throws here.
  await client.rest.repos.get({ owner, repo });
  return false;
};
