import type { Project, ProjectAnswer } from "#core/contracts/project.ts";
import { toRepositoryName } from "./require-project.ts";
import type { ServiceContext } from "./service-context.ts";

/** A project as the interface answers it: the row and the addresses that follow from it. */
export const toProjectAnswer = (context: ServiceContext, project: Project): ProjectAnswer => ({
  ...project,
  cloneUrl: context.gitHost.cloneUrl(toRepositoryName(project)),
  productionUrl: context.productionUrl(project),
});
