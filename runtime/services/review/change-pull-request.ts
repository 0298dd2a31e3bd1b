import type { PullRequest, UpdatePullRequest } from "#core/contracts/pull-request.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { requireProject } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import { requirePullRequest } from "./require-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";

/** Changes title, description or state. A description a person has written is theirs from then on. */
export const changePullRequest = async (
  context: ReviewContext,
  session: Session,
  id: string,
  input: UpdatePullRequest,
): Promise<PullRequest> => {
  const before = await requirePullRequest(session, id);
  const project = await requireProject(session, before.projectId);
  if (input.state !== undefined && before.state === "merged") {
    throw new IllegalStateError(
      `Pull request ${before.number} is merged.`,
      "Revert it, or open a new one for what comes next.",
    );
  }
  const { title, body, state } = input;
  await context.pullRequestHost(project).update(project, before, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
    ...(state === undefined ? {} : { state }),
  });
  const hasMoved = state !== undefined && state !== before.state;
  const after = await context.stores.pullRequests.update(before.id, {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body, isBodyManaged: false }),
    ...(hasMoved ? { state, closedAt: state === "closed" ? context.clock.now().toISOString() : null } : {}),
  });
  const changed = state === "closed" ? "pull_request.closed" : "pull_request.reopened";
  await context.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: hasMoved ? changed : "pull_request.edited",
    details: { number: after.number, title: after.title, branch: after.branch },
  });
  return after;
};
