import type { Project } from "#core/contracts/project.ts";
import type { PullRequest, ReviewComment, ReviewThread } from "#core/contracts/pull-request.ts";
import type { Run } from "#core/contracts/run.ts";
import type { Session } from "../service-context.ts";
import { startRun } from "../start-run.ts";
import type { ReviewContext } from "./review-context.ts";

const EARLIER_COMMENTS = 6;

/** Whoever writes this in a comment asks the AI. */
export const mentionPattern = /(?:^|[^\w@/.-])@letscode(?![\w/-])/i;

const withoutMention = (text: string): string =>
  text
    .replace(mentionPattern, (found) => found.replace(/@letscode[,:]?\s*/i, ""))
    .replaceAll(/^[ \t,:]+/g, "")
    .trim();

const describePlace = ({ path, line, side }: ReviewThread): string => {
  if (path === null) return "";
  const version = side === "old" ? " of the version before" : "";
  return line === null ? ` on ${path}` : ` on line ${line} of ${path}${version}`;
};

/** What the AI is asked: the comment itself first, then where it stands, so that short requests stay short. */
export const composeRequest = (
  pullRequest: Pick<PullRequest, "number" | "title">,
  thread: ReviewThread,
  comments: ReviewComment[],
): string => {
  const last = comments.at(-1);
  const earlier = comments.slice(0, -1).slice(-EARLIER_COMMENTS);
  return [
    withoutMention(last?.body ?? ""),
    `(A review comment by ${last?.author.name ?? "a reviewer"}${describePlace(thread)}, in pull request ${pullRequest.number}.)`,
    ...(thread.excerpt === "" ? [] : [`The lines it is about:\n\`\`\`\n${thread.excerpt}\n\`\`\``]),
    ...(earlier.length === 0
      ? []
      : [`Said before in this thread:\n${earlier.map(({ author, body }) => `${author.name}: ${body}`).join("\n")}`]),
  ].join("\n\n");
};

/**
 * Has the AI answer a comment: a run on the pull request's branch, or, when a run waits on a question it asked in this
 * thread, the answer to that. The same comment starts one run, however often this is called.
 */
export const startAnswer = async (
  context: ReviewContext,
  session: Session,
  {
    project,
    pullRequest,
    thread,
    comment,
  }: {
    project: Project;
    pullRequest: PullRequest;
    thread: ReviewThread;
    comment: ReviewComment;
  },
): Promise<Run> => {
  const { stores } = context;
  const all = await stores.pullRequests.listThreads(pullRequest.id);
  const comments = all.find(({ id }) => id === thread.id)?.comments ?? [comment];
  const asked = comments.findLast(({ answerRunId, id }) => answerRunId !== null && id !== comment.id);
  const waitingId = asked?.answerRunId ?? null;
  const before = waitingId === null ? null : await stores.runs.get(waitingId);
  if (before?.state === "waiting" && comment.answerRunId === null) {
    const resumed = await stores.runs.resume(before.id, withoutMention(comment.body));
    await stores.pullRequests.updateComment(comment.id, { answerRunId: before.id });
    return resumed;
  }
  const until = comments.slice(0, comments.findIndex(({ id }) => id === comment.id) + 1);
  const run = await startRun(context, session, project.id, {
    prompt: composeRequest(pullRequest, thread, until.length > 0 ? until : [comment]).slice(0, 20_000),
    branch: pullRequest.branch,
    idempotencyKey: `review:${comment.id}`,
  });
  await stores.pullRequests.updateComment(comment.id, { answerRunId: run.id });
  return run;
};
