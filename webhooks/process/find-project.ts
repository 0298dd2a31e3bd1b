import { idSchema } from "#core/contracts/id.ts";
import type { Project } from "#core/contracts/project.ts";
import type { PushWebhook } from "#core/contracts/push-webhook.ts";
import type { ProcessorOptions } from "./processor-options.ts";

/**
 * The project a pushed repository belongs to. The local git host names it by the project's id. GitHub's ids are numbers,
 * so that a repository on GitHub can never pass for a local one; they stay when a repository is renamed or transferred.
 */
export const findProject = async (
  { stores }: ProcessorOptions,
  repository: PushWebhook["repository"],
): Promise<Project | null> => {
  if (typeof repository.id === "string") {
    const project = idSchema.safeParse(repository.id).success ? await stores.projects.get(repository.id) : null;
    return project?.gitHost === "local" ? project : null;
  }
  const project = await stores.projects.findByRepository(repository.id);
  return project?.gitHost === "github" && project.repositoryState === "connected" ? project : null;
};
