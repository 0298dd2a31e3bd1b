import type { MergePullRequest, PullRequest } from "#core/contracts/pull-request.ts";
import { deriveId } from "#webhooks/index.ts";
import { readPerson } from "../read-person.ts";
import { requireProject, toRepositoryName } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import { requireOpen, requirePullRequest } from "./require-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";

const composeMessage = ({ method }: MergePullRequest, { title, number, branch }: PullRequest): string => {
  if (method === "squash") return `${title.slice(0, 60)} (#${number})\n\nSquashed from ${branch}.\n`;
  return `Merge pull request #${number} from ${branch}\n\n${title}\n`;
};

/**
 * Merges a pull request, exactly the head that was reviewed. Throws StaleHeadError when the branch has moved since,
 * MergeConflictError with the paths in question; nothing is written then.
 */
export const mergePullRequest = async (
  context: ReviewContext,
  session: Session,
  id: string,
  input: MergePullRequest,
): Promise<PullRequest> => {
  const pullRequest = await requirePullRequest(session, id);
  const project = await requireProject(session, pullRequest.projectId);
  requireOpen(pullRequest);
  const baseSha = await context.gitHost.resolve(toRepositoryName(project), pullRequest.base);
  const { sha } = await context.pullRequestHost(project).merge(project, pullRequest, {
    method: input.method,
    expectedHead: input.expectedHead,
    message: composeMessage(input, pullRequest),
    author: await readPerson(context, session),
  });
  const now = context.clock.now().toISOString();
  const merged = await context.stores.pullRequests.update(pullRequest.id, {
    state: "merged",
    headSha: input.expectedHead,
    ...(baseSha === null ? {} : { baseSha }),
    mergeMethod: input.method,
    mergeSha: sha,
    mergedAt: now,
    closedAt: now,
  });
  await context.stores.activity.append({
    // The push of this merge is processed meanwhile, and tells the same.
    id: deriveId(`pull-request:${merged.id}:merged`),
    projectId: project.id,
    actor: "user",
    action: "pull_request.merged",
    details: {
      number: merged.number,
      title: merged.title,
      branch: merged.branch,
      into: merged.base,
      commitSha: sha,
      method: input.method,
    },
  });
  return merged;
};
