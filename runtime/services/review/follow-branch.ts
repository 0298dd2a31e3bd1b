import type { Project } from "#core/contracts/project.ts";
import type { PullRequest } from "#core/contracts/pull-request.ts";
import { deriveId } from "#webhooks/index.ts";
import { toRepositoryName } from "../require-project.ts";
import { describeBranch } from "./describe-branch.ts";
import { readStory } from "./read-story.ts";
import type { ReviewContext } from "./review-context.ts";

type FollowContext = Pick<ReviewContext, "stores" | "gitHost" | "clock" | "appOrigin" | "pullRequestHost">;

const MAXIMUM_OPEN = 50;
const MAXIMUM_CAME = 500;

/** Ends one that Git has ended: its branch is gone, or everything of it is in the base. A git host of its own says so itself. */
const endPullRequest = async (
  { stores, clock }: FollowContext,
  pullRequest: PullRequest,
  end: { state: "merged"; mergeSha: string } | { state: "closed" },
): Promise<void> => {
  const now = clock.now().toISOString();
  await stores.pullRequests.update(pullRequest.id, {
    ...end,
    closedAt: now,
    ...(end.state === "merged" ? { mergedAt: now } : {}),
  });
  const { id, projectId, number, title, branch, base } = pullRequest;
  await stores.activity.append({
    id: deriveId(`pull-request:${id}:${end.state === "merged" ? "merged" : `closed:${pullRequest.headSha}`}`),
    projectId,
    actor: "system",
    action: end.state === "merged" ? "pull_request.merged" : "pull_request.closed",
    details: {
      number,
      title,
      branch,
      ...(end.state === "merged" ? { into: base, commitSha: end.mergeSha } : { reason: "branch_deleted" }),
    },
  });
};

/** Brings the head and, while it is ours, the description up to date. */
export const refreshPullRequest = async (
  context: FollowContext,
  project: Project,
  pullRequest: PullRequest,
  { headSha, baseSha }: { headSha: string; baseSha: string | null },
): Promise<PullRequest> => {
  const { branch, base, isBodyManaged } = pullRequest;
  const body = isBodyManaged ? describeBranch(await readStory(context, project, { branch, base })) : pullRequest.body;
  const isSame = body === pullRequest.body && headSha === pullRequest.headSha && baseSha === pullRequest.baseSha;
  if (isSame) return pullRequest;
  if (body !== pullRequest.body) await context.pullRequestHost(project).update(project, pullRequest, { body });
  return context.stores.pullRequests.update(pullRequest.id, { headSha, baseSha, body });
};

const followOne = async (context: FollowContext, project: Project, pullRequest: PullRequest): Promise<void> => {
  const repository = toRepositoryName(project);
  const { gitHost } = context;
  const [head, into] = await Promise.all([
    gitHost.resolve(repository, pullRequest.branch),
    gitHost.resolve(repository, pullRequest.base),
  ]);
  if (project.gitHost !== "local") {
    if (head !== null) await refreshPullRequest(context, project, pullRequest, { headSha: head, baseSha: into });
    return;
  }
  const last = head ?? ((await gitHost.resolve(repository, pullRequest.headSha)) === null ? null : pullRequest.headSha);
  const [missing] =
    last === null || into === null
      ? [null]
      : await gitHost.commitsBetween(repository, { from: into, to: last, limit: 1 });
  if (missing === undefined && last !== null && into !== null) {
    const came = await gitHost.commitsBetween(repository, { from: pullRequest.baseSha, to: into, limit: MAXIMUM_CAME });
    const merge = came.find(({ parents }) => parents[1] === last);
    await endPullRequest(context, pullRequest, { state: "merged", mergeSha: merge?.sha ?? last });
  } else if (head === null) {
    await endPullRequest(context, pullRequest, { state: "closed" });
  } else {
    await refreshPullRequest(context, project, pullRequest, { headSha: head, baseSha: into });
  }
};

/**
 * What a branch that moved, or was deployed, means for the pull requests from it and into it. Looks at how things are by
 * now, so it may run twice and late.
 */
export const followBranch = async (context: FollowContext, project: Project, branch: string): Promise<void> => {
  const { pullRequests } = context.stores;
  const [from, into] = await Promise.all([
    pullRequests.list(project.id, { state: "open", branch, limit: MAXIMUM_OPEN }),
    pullRequests.list(project.id, { state: "open", base: branch, limit: MAXIMUM_OPEN }),
  ]);
  for (const pullRequest of [...from.items, ...into.items]) await followOne(context, project, pullRequest);
};
