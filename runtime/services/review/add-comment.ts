import type { Project } from "#core/contracts/project.ts";
import type { AddComment, PullRequest, ReviewThread, ReviewThreadAnswer } from "#core/contracts/pull-request.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { readPerson } from "../read-person.ts";
import { requireProject, toRepositoryName } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import { requirePullRequest } from "./require-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";
import { mentionPattern, startAnswer } from "./start-answer.ts";

const LINES_AROUND = 3;

type NewThread = Pick<ReviewThread, "path" | "side" | "line" | "commitSha" | "excerpt" | "externalId">;

/** The line that is commented on, with those above it; empty when the file is not there, or is no text. */
const readExcerpt = async (
  { gitHost }: ReviewContext,
  project: Project,
  { commitSha, path, line }: { commitSha: string; path: string; line: number },
): Promise<string> => {
  const file = await gitHost.readFile(toRepositoryName(project), commitSha, path).catch((thrown: unknown) => {
    if (thrown instanceof NotFoundError) return null;
    throw thrown;
  });
  if (file === null || file.isBinary) return "";
  return file.content
    .split("\n")
    .slice(Math.max(0, line - LINES_AROUND), line)
    .join("\n")
    .slice(0, 2_000);
};

const beginThread = async (
  context: ReviewContext,
  project: Project,
  pullRequest: PullRequest,
  input: AddComment,
): Promise<NewThread> => {
  const { path = null, side = "new", line = null } = input;
  if (path === null && line !== null) {
    throw new InvalidInputError([{ path: "path", message: "name the file the line is in" }]);
  }
  const repository = toRepositoryName(project);
  const head = (await context.gitHost.resolve(repository, pullRequest.branch)) ?? pullRequest.headSha;
  const base = await context.gitHost.resolve(repository, pullRequest.base);
  const commitSha = side === "old" && base !== null ? base : head;
  const excerpt = path === null || line === null ? "" : await readExcerpt(context, project, { commitSha, path, line });
  return { path, side: path === null ? null : side, line, commitSha: head, excerpt, externalId: null };
};

const requireOwnThread = async (session: Session, pullRequest: PullRequest, id: string): Promise<ReviewThread> => {
  const thread = await session.stores.pullRequests.getThread(id);
  if (thread === null || thread.pullRequestId !== pullRequest.id) throw new NotFoundError("review thread");
  return thread;
};

/**
 * Adds a comment to a review: a reply, or the beginning of a thread about a line, a file or the whole. With `@letscode` in
 * it, or `isForAi`, a run on the branch answers it. Throws NotFoundError, InvalidInputError, LimitReachedError.
 */
export const addComment = async (
  context: ReviewContext,
  session: Session,
  id: string,
  input: AddComment,
): Promise<ReviewThreadAnswer> => {
  const { stores } = context;
  const pullRequest = await requirePullRequest(session, id);
  const project = await requireProject(session, pullRequest.projectId);
  const known = input.threadId === undefined ? null : await requireOwnThread(session, pullRequest, input.threadId);
  const place = known ?? (await beginThread(context, project, pullRequest, input));
  const { name } = await readPerson(context, session);
  const body = input.body;
  const told = await context.pullRequestHost(project).addComment(project, pullRequest, place, {
    body,
    actor: "user",
    author: { name, login: null },
  });
  const { thread, comment } = await stores.pullRequests.addComment({
    thread: {
      projectId: project.id,
      pullRequestId: pullRequest.id,
      commitSha: place.commitSha,
      path: place.path,
      side: place.side,
      line: place.line,
      excerpt: place.excerpt,
      ...(known === null ? {} : { id: known.id }),
      ...(told.threadExternalId === null ? {} : { externalId: told.threadExternalId }),
    },
    comment: {
      actor: "user",
      author: { name, login: null },
      body,
      ...(told.externalId === null ? {} : { externalId: told.externalId }),
    },
  });
  await stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "review.commented",
    details: {
      number: pullRequest.number,
      branch: pullRequest.branch,
      text: body.slice(0, 300),
      ...(thread.path === null ? {} : { path: thread.path }),
      ...(thread.line === null ? {} : { line: thread.line }),
    },
  });
  if (input.isForAi || mentionPattern.test(body)) {
    await startAnswer(context, session, { project, pullRequest, thread, comment });
  }
  const threads = await stores.pullRequests.listThreads(pullRequest.id);
  return threads.find((one) => one.id === thread.id) ?? { ...thread, comments: [comment] };
};
