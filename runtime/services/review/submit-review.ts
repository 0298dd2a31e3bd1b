import type { Review, SubmitReview } from "#core/contracts/pull-request.ts";
import { readPerson } from "../read-person.ts";
import { requireProject, toRepositoryName } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import { requireOpen, requirePullRequest } from "./require-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";

/** Says what somebody thinks of the whole, at the head as it is now. */
export const submitReview = async (
  context: ReviewContext,
  session: Session,
  id: string,
  { verdict, body }: SubmitReview,
): Promise<Review> => {
  const pullRequest = await requirePullRequest(session, id);
  requireOpen(pullRequest);
  const project = await requireProject(session, pullRequest.projectId);
  const head = await context.gitHost.resolve(toRepositoryName(project), pullRequest.branch);
  const commitSha = head ?? pullRequest.headSha;
  const { name } = await readPerson(context, session);
  const { externalId } = await context
    .pullRequestHost(project)
    .submitReview(project, pullRequest, { verdict, body, commitSha, author: { name, login: null } });
  const { review } = await context.stores.pullRequests.addReview({
    projectId: project.id,
    pullRequestId: pullRequest.id,
    verdict,
    actor: "user",
    author: { name, login: null },
    body,
    commitSha,
    ...(externalId === null ? {} : { externalId }),
  });
  await context.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "review.submitted",
    details: { number: pullRequest.number, branch: pullRequest.branch, verdict, text: body.slice(0, 300) },
  });
  return review;
};
