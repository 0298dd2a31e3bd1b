import type { ReviewThread } from "#core/contracts/pull-request.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Session } from "../service-context.ts";
import { requireThread } from "./require-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";

/** Resolves a thread, or opens it again. */
export const changeThread = async (
  context: ReviewContext,
  session: Session,
  id: string,
  { state }: { state: ReviewThread["state"] },
): Promise<ReviewThread> => {
  const thread = await requireThread(session, id);
  const pullRequest = await session.stores.pullRequests.get(thread.pullRequestId);
  if (pullRequest === null) throw new NotFoundError("pull request");
  if (thread.state === state) return thread;
  const changed = await context.stores.pullRequests.updateThread(thread.id, {
    state,
    resolvedAt: state === "resolved" ? context.clock.now().toISOString() : null,
  });
  await context.stores.activity.append({
    projectId: thread.projectId,
    actor: "user",
    action: state === "resolved" ? "review.resolved" : "review.reopened",
    details: {
      number: pullRequest.number,
      branch: pullRequest.branch,
      ...(thread.path === null ? {} : { path: thread.path }),
      ...(thread.line === null ? {} : { line: thread.line }),
    },
  });
  return changed;
};
