import type { Run } from "#core/contracts/run.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { readPerson } from "../read-person.ts";
import { requireProject, toRepositoryName } from "../require-project.ts";
import type { Session } from "../service-context.ts";
import { startRun } from "../start-run.ts";
import { requireOpen, requirePullRequest } from "./require-pull-request.ts";
import type { ReviewContext } from "./review-context.ts";

/**
 * Has the AI resolve what keeps a branch from being merged: the base is merged into the branch with both sides of each
 * conflict between Git's markers, which loses nothing, and a run on the branch joins them.
 * Throws IllegalStateError when there is no conflict.
 */
export const resolveConflicts = async (context: ReviewContext, session: Session, id: string): Promise<Run> => {
  const pullRequest = await requirePullRequest(session, id);
  requireOpen(pullRequest);
  const project = await requireProject(session, pullRequest.projectId);
  const repository = toRepositoryName(project);
  const { branch, base, number } = pullRequest;
  for (const name of [branch, base]) {
    if ((await context.gitHost.resolve(repository, name)) !== null) continue;
    throw new IllegalStateError(`The branch ${name} is gone.`, "Push it again, or close this pull request.");
  }
  const { conflicts } = await context.gitHost.checkMerge(repository, { into: branch, from: base });
  if (conflicts.length === 0) {
    throw new IllegalStateError(
      `${branch} and ${base} have no conflicts.`,
      "Load the pull request again to see whether it can be merged.",
    );
  }
  const { sha } = await context.gitHost.merge(repository, {
    into: branch,
    from: base,
    message: `Merge ${base} into ${branch}\n\nBoth sides of the conflicts are kept between markers, to be resolved next.\n`,
    author: await readPerson(context, session),
    onConflict: "mark",
  });
  await context.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "pull_request.conflicted",
    details: { number, branch, commitSha: sha, paths: conflicts.slice(0, 20) },
  });
  return startRun(context, session, project.id, {
    prompt: [
      `Resolve the merge conflicts in ${conflicts.join(", ")}.`,
      `${base} was merged into ${branch}. In these files, both sides are kept between the markers <<<<<<<, ======= and >>>>>>>. The first side is this branch, the second ${base}. Join them so that what each side meant still works, remove every marker, and change nothing else.`,
    ].join("\n\n"),
    branch,
    idempotencyKey: `conflicts:${sha}`,
  });
};
