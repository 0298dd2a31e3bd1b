import type { FileEdit } from "#core/contracts/file.ts";
import type { CreateProject, Project } from "#core/contracts/project.ts";
import type { Person } from "#core/ports/git-host.ts";
import { toRepositoryName } from "../require-project.ts";
import type { ServiceContext, Session } from "../service-context.ts";
import { chooseRepository, type ChosenRepository, missingPlace } from "./choose-repository.ts";
import { announceBranches } from "./move-project.ts";

type NewProject = Pick<Project, "ownerId" | "name" | "slug" | "template" | "gitHost" | "deployHost">;

interface Input extends Pick<CreateProject, "github"> {
  row: NewProject;
  /** The template, for a repository without a commit. */
  files: FileEdit[];
  author: Person;
}

/** Fills an empty repository with the template, or takes over what is there. Answers the head of the default branch. */
const fill = async (context: ServiceContext, project: Project, { files, author }: Input): Promise<string> => {
  const name = toRepositoryName(project);
  await context.github.host.sync(project.id);
  const known = await context.gitHost.resolve(name, project.defaultBranch);
  if (known !== null) {
    await announceBranches(context, project);
    return known;
  }
  const { sha } = await context.gitHost.createRepository(name, {
    branch: project.defaultBranch,
    changes: files,
    message: `Start from the ${project.template} template`,
    author,
  });
  return sha;
};

const record = (
  context: ServiceContext,
  project: Project,
  chosen: ChosenRepository,
  commitSha: string,
): Promise<void> =>
  context.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: chosen.isNew ? "project.created" : "project.imported",
    details: {
      name: project.name,
      template: project.template,
      repository: chosen.repository.fullName,
      commitSha,
    },
  });

/**
 * Creates a project whose repository is on GitHub: a new one, filled with the template, or one that is there, with its
 * whole history. When something fails, the row and a repository that was made for it go again.
 */
export const createGitHubProject = async (
  context: ServiceContext,
  session: Session,
  input: Input,
): Promise<Project> => {
  if (input.github === undefined) throw missingPlace();
  const chosen = await chooseRepository(context, session, {
    ...input.github,
    fallbackName: input.row.slug,
    description: input.row.name,
  });
  let project: Project | null = null;
  try {
    const defaultBranch = chosen.isNew ? "main" : chosen.repository.defaultBranch;
    project = await context.stores.projects.create({ ...input.row, ...chosen.identity, defaultBranch });
    await record(context, project, chosen, await fill(context, project, input));
    return project;
  } catch (thrown) {
    if (project !== null) await context.stores.projects.remove(project.id);
    await chosen.undo();
    throw thrown;
  }
};
