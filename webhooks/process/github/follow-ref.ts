import { ZERO_SHA } from "#core/contracts/id.ts";
import type { Project } from "#core/contracts/project.ts";
import { cancelPreviews, deployHead } from "../deploy-head.ts";
import { indexCommits } from "../index-commits.ts";
import type { ProcessorOptions } from "../processor-options.ts";

/**
 * Brings everything up to date with a branch as it is now: one that came or went, or whose push no webhook told. Safe to
 * call at any time. The line in the log is the push's.
 */
export const followRef = async (options: ProcessorOptions, project: Project, branch: string): Promise<void> => {
  const repository = { projectId: project.id, ownerHandle: project.ownerHandle, slug: project.slug };
  await options.refresh(project);
  const head = await options.gitHost.resolve(repository, branch);
  if (head === null) {
    await cancelPreviews(options, project, branch);
  } else {
    await indexCommits(options, project, repository, { before: ZERO_SHA, after: head, branch });
    await deployHead(options, project, repository, { branch, head });
  }
  await options.followBranch(project, branch);
};
