import type { MergeAnswer } from "#core/contracts/answers.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { readPerson } from "./read-person.ts";
import { requireHead } from "./require-head.ts";
import { requireProject, toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/**
 * Merges a branch into the project's default branch, which then deploys as production.
 * Throws MergeConflictError with the paths in question; nothing is written then.
 */
export const mergeBranch = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
  branch: string,
): Promise<MergeAnswer> => {
  const project = await requireProject(session, projectId);
  if (branch === project.defaultBranch) {
    throw new IllegalStateError(
      `${branch} is the branch that others are merged into.`,
      "Name the branch whose changes you want on it.",
    );
  }
  await requireHead(context, project, branch);
  const result = await context.gitHost.merge(toRepositoryName(project), {
    into: project.defaultBranch,
    from: branch,
    message: `Merge ${branch} into ${project.defaultBranch}`,
    author: await readPerson(context, session),
  });
  if (!result.isUpToDate) {
    await context.stores.activity.append({
      projectId: project.id,
      actor: "user",
      action: "branch.merged",
      details: { branch, into: project.defaultBranch, commitSha: result.sha },
    });
  }
  return {
    sha: result.sha,
    branch: project.defaultBranch,
    isReplayed: result.isReplayed,
    isFastForward: result.isFastForward,
    isUpToDate: result.isUpToDate,
  };
};
