import { requireProject, toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** Removes a project with everything that belongs to it: rows, repository, previews. There is no way back. */
export const removeProject = async (context: ServiceContext, session: Session, id: string): Promise<void> => {
  const project = await requireProject(session, id);
  await context.stores.projects.remove(project.id);
  await context.gitHost.removeRepository(toRepositoryName(project));
  await context.removeDeployments(project.id);
};
