import { idSchema } from "#core/contracts/id.ts";
import type { PullRequest, ReviewThread } from "#core/contracts/pull-request.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Session } from "../service-context.ts";

/** The pull request a session asks for; a stranger's looks like one that does not exist. Throws NotFoundError. */
export const requirePullRequest = async (session: Session, id: string): Promise<PullRequest> => {
  const found = idSchema.safeParse(id).success ? await session.stores.pullRequests.get(id) : null;
  if (found === null) throw new NotFoundError("pull request");
  return found;
};

/** The thread of a review a session asks for. Throws NotFoundError. */
export const requireThread = async (session: Session, id: string): Promise<ReviewThread> => {
  const found = idSchema.safeParse(id).success ? await session.stores.pullRequests.getThread(id) : null;
  if (found === null) throw new NotFoundError("review thread");
  return found;
};

/** Throws IllegalStateError for one that is merged or closed. */
export const requireOpen = (pullRequest: PullRequest): void => {
  if (pullRequest.state === "open") return;
  throw new IllegalStateError(
    `Pull request ${pullRequest.number} is ${pullRequest.state}.`,
    pullRequest.state === "closed" ? "Reopen it first." : "Open a new one for what comes next.",
    { state: pullRequest.state },
  );
};
