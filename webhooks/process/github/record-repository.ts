import type { Delivery } from "#core/contracts/delivery.ts";
import type { Project } from "#core/contracts/project.ts";
import { deriveId } from "../derive-id.ts";
import { findProject } from "../find-project.ts";
import type { Outcome, ProcessorOptions } from "../processor-options.ts";
import { followRef } from "./follow-ref.ts";
import { installationSchema, repositoryEventSchema } from "./payload-schemas.ts";

const processed: Outcome = { state: "processed" };

const record = (
  { stores }: ProcessorOptions,
  project: Project,
  delivery: Delivery,
  line: { action: string; details: Record<string, unknown> },
): Promise<void> =>
  stores.activity.append({
    id: deriveId(`delivery:${delivery.source}:${delivery.deliveryId}:${project.id}`),
    projectId: project.id,
    actor: "user",
    ...line,
  });

/** The branch others are merged into is another one: production follows it. */
const moveDefaultBranch = async (
  options: ProcessorOptions,
  project: Project,
  delivery: Delivery,
  branch: string,
): Promise<void> => {
  if (branch === project.defaultBranch) return;
  const moved = await options.stores.projects.update(project.id, { defaultBranch: branch });
  await record(options, project, delivery, {
    action: "repository.default_branch_moved",
    details: { from: project.defaultBranch, to: branch },
  });
  await followRef(options, moved, branch);
};

/** A repository that was renamed, transferred, archived or deleted, or has another default branch. */
export const recordRepository = async (options: ProcessorOptions, delivery: Delivery): Promise<Outcome> => {
  const { action, repository, changes } = repositoryEventSchema.parse(delivery.payload);
  const project = await findProject(options, repository);
  if (project === null) return { state: "ignored", error: "No project has this repository." };
  if (changes?.default_branch !== undefined && repository.default_branch !== undefined) {
    await moveDefaultBranch(options, project, delivery, repository.default_branch);
    return processed;
  }
  if (!["renamed", "transferred", "archived", "unarchived", "deleted"].includes(action)) {
    return { state: "ignored", error: `Nothing here depends on a repository being ${action}.` };
  }
  await record(options, project, delivery, {
    action: `repository.${action}`,
    details: { name: repository.full_name, from: changes?.repository?.name.from ?? null },
  });
  return processed;
};

/** What the App reaches has changed: the projects that are concerned say so. */
export const recordInstallation = async (options: ProcessorOptions, delivery: Delivery): Promise<Outcome> => {
  const told = installationSchema.parse(delivery.payload);
  const isGone = ["deleted", "suspend"].includes(told.action);
  const isBack = ["created", "unsuspend"].includes(told.action);
  const lost = [...told.repositories_removed, ...(isGone ? told.repositories : [])];
  const gained = [...told.repositories_added, ...(isBack ? told.repositories : [])];
  let count = 0;
  for (const [repositories, action] of [
    [lost, "repository.unreachable"],
    [gained, "repository.reachable"],
  ] as const) {
    for (const repository of repositories) {
      const project = await findProject(options, repository);
      if (project === null) continue;
      await record(options, project, delivery, { action, details: { name: repository.full_name } });
      count += 1;
    }
  }
  return count === 0 ? { state: "ignored", error: "No project has any of these repositories." } : processed;
};
