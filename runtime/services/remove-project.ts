import { requireProject, toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/**
 * Removes a project with everything that belongs to it: rows, repository, previews. There is no way back. Should the
 * server die after the rows are gone, the job that goes with their removal takes care of the rest.
 */
export const removeProject = async (context: ServiceContext, session: Session, id: string): Promise<void> => {
  const project = await requireProject(session, id);
  await context.stores.projects.remove(project.id);
  await context.gitHost.removeRepository(toRepositoryName(project));
};
