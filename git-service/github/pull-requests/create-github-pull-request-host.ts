import type { Project } from "#core/contracts/project.ts";
import type { PullRequest, ReviewThread } from "#core/contracts/pull-request.ts";
import type { GitHost } from "#core/ports/git-host.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import type { GitHubClient } from "../create-octokit.ts";
import type { GitHubHost } from "../create-github-host.ts";
import { RepositoryUnreachableError } from "../repository-unreachable-error.ts";
import { checkHostedMerge, mergeHosted } from "./merge-hosted.ts";
import { signComment, issueCommentSchema, lineCommentSchema, pullSchema, toPullRequest } from "./pull-schemas.ts";
import { fetchAll, fetchComments, fetchPull, findComment, fetchRecent, fetchReviews } from "./read-pulls.ts";

export interface Place {
  client: GitHubClient;
  owner: string;
  repo: string;
}

export interface GitHubPullRequestOptions {
  /** The mirror knows how far branches are apart and what conflicts. */
  gitHost: Pick<GitHost, "resolve" | "checkMerge">;
  openClient: GitHubHost["openClient"];
}

const MAXIMUM_OUTPUT = 60_000;

type NewThread = Pick<ReviewThread, "path" | "side" | "line" | "commitSha" | "externalId">;

/** Null when the comment that began the thread was deleted: GitHub takes no reply to it then. */
const writeReply = async (
  client: GitHubClient,
  request: { owner: string; repo: string; pull_number: number; comment_id: number; body: string },
): Promise<{ externalId: string } | null> => {
  try {
    const { data } = await client.rest.pulls.createReplyForReviewComment(request);
    return { externalId: `line-comment:${data.id}` };
  } catch (thrown) {
    if (thrown instanceof RepositoryUnreachableError) return null;
    throw thrown;
  }
};

const writeComment = async (
  { client, owner, repo }: Place,
  { number, thread, body }: { number: number; thread: NewThread; body: string },
) => {
  const at = { owner, repo, pull_number: number };
  const root = /^thread:(\d+)$/.exec(thread.externalId ?? "")?.[1];
  const reply = root === undefined ? null : await writeReply(client, { ...at, comment_id: Number(root), body });
  if (reply !== null) return { ...reply, threadExternalId: thread.externalId };
  if (thread.path === null || root !== undefined) {
    const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: number, body });
    const { id } = issueCommentSchema.parse(data);
    return { externalId: `issue-comment:${id}`, threadExternalId: thread.externalId ?? `conversation:${number}` };
  }
  const place =
    thread.line === null
      ? { subject_type: "file" as const }
      : { line: thread.line, side: thread.side === "old" ? ("LEFT" as const) : ("RIGHT" as const) };
  const { data } = await client.rest.pulls.createReviewComment({
    ...at,
    body,
    path: thread.path,
    commit_id: thread.commitSha,
    ...place,
  });
  const { id } = lineCommentSchema.parse(data);
  return { externalId: `line-comment:${id}`, threadExternalId: `thread:${id}` };
};

/** Opens one, or finds the open one of the same branch: GitHub has one at most, and refuses a second. */
const openPull = async (
  { client, owner, repo }: Place,
  project: Project,
  request: Pick<PullRequest, "branch" | "base" | "title" | "body">,
) => {
  const { branch: head, base, title, body } = request;
  const list = { owner, repo, state: "open" as const, head: `${owner}:${head}`, base, per_page: 1 };
  const { data: found } = await client.rest.pulls.list(list);
  const data = found[0] ?? (await client.rest.pulls.create({ owner, repo, head, base, title, body })).data;
  const { number, url, externalId } = toPullRequest(project.id, pullSchema.parse(data));
  return { number, url, externalId };
};

const mayPush = async ({ client, owner, repo }: Place, login: string): Promise<boolean> => {
  const at = { owner, repo, username: login };
  const level = await client.rest.repos.getCollaboratorPermissionLevel(at).catch((thrown: unknown) => {
    // GitHub does not know this person here.
    if (thrown instanceof RepositoryUnreachableError) return null;
    throw thrown;
  });
  return level?.data.permission === "admin" || level?.data.permission === "write";
};

const verdictWords = { approved: "approved this", changes_requested: "asks for changes", commented: "reviewed this" };

/**
 * Pull requests on GitHub, by the App: what happens here is told there, in the names of the people who did it. What
 * happens there comes by webhooks and is asked for with `listRecent`. GitHub lets no App approve what it opened, so a
 * verdict given here is a review comment there. Resolving a thread is kept here alone: REST has no way to tell it.
 */
export const createGitHubPullRequestHost = ({ gitHost, openClient }: GitHubPullRequestOptions): PullRequestHost => {
  const open = async (project: Project): Promise<Place> => {
    const { client, repository } = await openClient(project.id);
    const [owner = "", repo = ""] = repository.fullName.split("/");
    return { client, owner, repo };
  };
  return {
    name: "github",
    open: async (project, request) => openPull(await open(project), project, request),
    update: async (project, { number }, patch) => {
      const { client, owner, repo } = await open(project);
      await client.rest.pulls.update({ owner, repo, pull_number: number, ...patch });
    },
    checkMerge: async (project, pullRequest) => checkHostedMerge(gitHost, await open(project), project, pullRequest),
    merge: async (project, pullRequest, input) =>
      mergeHosted(gitHost, await open(project), { project, pullRequest, input }),
    addComment: async (project, { number }, thread, comment) =>
      writeComment(await open(project), { number, thread, body: signComment(comment) }),
    submitReview: async (project, { number }, { verdict, body, commitSha, author }) => {
      const { client, owner, repo } = await open(project);
      const { data } = await client.rest.pulls.createReview({
        owner,
        repo,
        pull_number: number,
        commit_id: commitSha,
        event: "COMMENT",
        body: signComment({
          body: `_${verdictWords[verdict]}_${body === "" ? "" : `\n\n${body}`}`,
          actor: "user",
          author,
        }),
      });
      return { externalId: `review:${data.id}` };
    },
    reportChecks: async (project, { headSha, conclusion, title, summary, detailsUrl }) => {
      const { client, owner, repo } = await open(project);
      await client.rest.checks.create({
        owner,
        repo,
        name: "LetsCode",
        head_sha: headSha,
        status: "completed",
        conclusion,
        output: { title: title.slice(0, 250), summary: summary.slice(0, MAXIMUM_OUTPUT) },
        ...(detailsUrl === null ? {} : { details_url: detailsUrl }),
      });
    },
    fetch: async (project, number) => fetchPull(await open(project), project, number),
    listRecent: async (project) => fetchRecent(await open(project), project),
    listAll: async (project) => fetchAll(await open(project), project),
    listComments: async (project, number) => fetchComments(await open(project), number),
    hasComment: async (project, externalId) => findComment(await open(project), externalId),
    listReviews: async (project, number) => fetchReviews(await open(project), number),
    hasWriteAccess: async (project, login) => mayPush(await open(project), login),
  };
};
