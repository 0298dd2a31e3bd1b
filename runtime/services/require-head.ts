import type { Project } from "#core/contracts/project.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { toRepositoryName } from "./require-project.ts";
import type { ServiceContext } from "./service-context.ts";

/** The commit a branch name or sha stands for in a project's repository. Throws NotFoundError. */
export const requireHead = async (
  context: { gitHost: Pick<ServiceContext["gitHost"], "resolve"> },
  project: Project,
  ref: string,
): Promise<string> => {
  const sha = await context.gitHost.resolve(toRepositoryName(project), ref);
  if (sha === null) throw new NotFoundError(`branch or commit ${ref}`);
  return sha;
};
