import { idSchema } from "#core/contracts/id.ts";
import type { Project } from "#core/contracts/project.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { Session } from "./service-context.ts";

/**
 * The project a session asks for. Read with the session's own stores, so a stranger's project and one that
 * does not exist look the same: NotFoundError (A18).
 */
export const requireProject = async (session: Session, id: string): Promise<Project> => {
  const project = idSchema.safeParse(id).success ? await session.stores.projects.get(id) : null;
  if (project === null) throw new NotFoundError("project");
  return project;
};

/** A project's repository, as git hosts name it. */
export const toRepositoryName = (project: Project): RepositoryName => ({
  projectId: project.id,
  ownerHandle: project.ownerHandle,
  slug: project.slug,
  url: project.repositoryUrl,
});
