import type { CreateProject, Project } from "#core/contracts/project.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { createGitHubProject } from "./github/create-github-project.ts";
import { readPerson } from "./read-person.ts";
import { toRepositoryName } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";
import { toSlug } from "./to-slug.ts";

const DEFAULT_BRANCH = "main";

const chooseTemplate = (context: ServiceContext, asked: string | undefined): string => {
  const known = context.templates.map(({ name }) => name);
  const name = asked ?? known[0];
  if (name === undefined || !known.includes(name)) {
    throw new InvalidInputError([
      {
        path: "template",
        message: `there is no template called ${JSON.stringify(asked)}; choose one of ${known.join(", ")}`,
      },
    ]);
  }
  return name;
};

const recordCreation = (context: ServiceContext, project: Project, commitSha: string): Promise<void> =>
  context.stores.activity.append({
    projectId: project.id,
    actor: "user",
    action: "project.created",
    details: { name: project.name, template: project.template, commitSha },
  });

/**
 * Creates a project: its row, then its repository with the template as first commit. When the repository
 * cannot be made the row goes again, so a name is never half taken.
 * Throws InvalidInputError for an unknown template, NameTakenError for a slug the owner already uses.
 */
export const createProject = async (
  context: ServiceContext,
  session: Session,
  input: CreateProject,
): Promise<Project> => {
  const template = chooseTemplate(context, input.template);
  const [files, author] = await Promise.all([context.readTemplate(template), readPerson(context, session)]);
  const slug = toSlug(input.name, 40) || `project-${context.randomText(6)}`;
  const gitHost = input.gitHost ?? (input.github === undefined ? context.gitHostName : "github");
  const row = {
    ownerId: session.userId,
    name: input.name,
    slug,
    template,
    gitHost,
    deployHost: context.deployHostName,
  };
  if (gitHost === "github") return createGitHubProject(context, session, { ...input, row, files, author });
  const project = await context.stores.projects.create({ ...row, defaultBranch: DEFAULT_BRANCH });
  try {
    const { sha } = await context.gitHost.createRepository(toRepositoryName(project), {
      branch: DEFAULT_BRANCH,
      changes: files,
      message: `Start from the ${template} template`,
      author,
    });
    await recordCreation(context, project, sha);
    return project;
  } catch (thrown) {
    await context.stores.projects.remove(project.id);
    throw thrown;
  }
};
