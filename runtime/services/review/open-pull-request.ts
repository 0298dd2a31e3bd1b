import type { Actor } from "#core/contracts/actor.ts";
import type { Project } from "#core/contracts/project.ts";
import type { OpenPullRequest, PullRequest, ReviewAuthor } from "#core/contracts/pull-request.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { readPerson } from "../read-person.ts";
import { requireProject, toRepositoryName } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import { describeBranch, titleBranch } from "./describe-branch.ts";
import { readStory } from "./read-story.ts";
import type { ReviewContext } from "./review-context.ts";

const requireDifference = async (
  { gitHost }: ReviewContext,
  project: Project,
  { branch, base }: { branch: string; base: string },
): Promise<{ headSha: string; baseSha: string }> => {
  const repository = toRepositoryName(project);
  if (branch === base) throw new IllegalStateError(`${branch} cannot be merged into itself.`, "Name another branch.");
  const [head, into] = await Promise.all([gitHost.resolve(repository, branch), gitHost.resolve(repository, base)]);
  if (head === null) throw new NotFoundError(`branch ${branch}`);
  if (into === null) throw new NotFoundError(`branch ${base}`);
  const [first] = await gitHost.commitsBetween(repository, { from: into, to: head, limit: 1 });
  if (first === undefined) {
    throw new IllegalStateError(
      `${branch} has nothing that ${base} has not.`,
      "Commit to the branch first, then open the pull request.",
    );
  }
  return { headSha: head, baseSha: into };
};

/**
 * Opens a pull request on somebody's behalf, here and at the git host. The open one of the same branch is answered when
 * there is one. Throws IllegalStateError when there is nothing to merge, NotFoundError for a branch that is not there.
 */
export const openPullRequestAs = async (
  context: ReviewContext,
  project: Project,
  input: OpenPullRequest,
  by: { actor: Actor; author: ReviewAuthor },
): Promise<PullRequest> => {
  const { stores } = context;
  const base = input.base ?? project.defaultBranch;
  const { headSha, baseSha } = await requireDifference(context, project, { branch: input.branch, base });
  const { items } = await stores.pullRequests.list(project.id, { state: "open", branch: input.branch, base, limit: 1 });
  if (items[0] !== undefined) return items[0];
  const story = await readStory(context, project, { branch: input.branch, base });
  const request = {
    branch: input.branch,
    base,
    headSha,
    title: input.title ?? titleBranch(story),
    body: input.body ?? describeBranch(story),
  };
  const identity = await context.pullRequestHost(project).open(project, request);
  const { pullRequest, isNew } = await stores.pullRequests.open({
    ...request,
    ...identity,
    ...by,
    projectId: project.id,
    baseSha,
    isBodyManaged: input.body === undefined,
    runId: story.runs.at(-1)?.id ?? null,
  });
  const runId = story.runs.at(-1)?.id ?? null;
  // The host's own webhook was quicker than this, and knows neither the run nor that the description is ours.
  if (!isNew && pullRequest.runId === null && runId !== null) {
    return stores.pullRequests.update(pullRequest.id, { runId, isBodyManaged: input.body === undefined });
  }
  if (isNew) {
    await stores.activity.append({
      projectId: project.id,
      actor: by.actor,
      action: "pull_request.opened",
      details: { number: pullRequest.number, title: pullRequest.title, branch: pullRequest.branch, base },
      runId: pullRequest.runId,
    });
  }
  return pullRequest;
};

/** Opens a pull request for a branch of the session's project. */
export const openPullRequest = async (
  context: ReviewContext,
  session: Session,
  projectId: string,
  input: OpenPullRequest,
): Promise<PullRequest> => {
  const project = await requireProject(session, projectId);
  const { name } = await readPerson(context, session);
  return openPullRequestAs(context, project, input, { actor: "user", author: { name, login: null } });
};
