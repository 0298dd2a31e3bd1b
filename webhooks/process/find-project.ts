import { idSchema } from "#core/contracts/id.ts";
import type { Project } from "#core/contracts/project.ts";
import type { PushWebhook } from "#core/contracts/push-webhook.ts";
import type { ProcessorOptions } from "./processor-options.ts";

/**
 * The project a pushed repository belongs to. The local git host names it by the project's id. GitHub's ids are numbers,
 * so that a repository on GitHub can never pass for a local one of the same name.
 */
export const findProject = async (
  { stores }: ProcessorOptions,
  repository: PushWebhook["repository"],
): Promise<Project | null> => {
  if (typeof repository.id === "string") {
    const project = idSchema.safeParse(repository.id).success ? await stores.projects.get(repository.id) : null;
    return project?.gitHost === "local" ? project : null;
  }
  const [owner = "", name = ""] = repository.full_name.split("/");
  const project = await stores.projects.find(owner, name);
  return project?.gitHost === "github" ? project : null;
};
