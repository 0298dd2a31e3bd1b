import type { CreateProject, ProjectAnswer } from "#core/contracts/index.ts";
import { createProject } from "#web/lib/api/projects.ts";
import { createRun } from "#web/lib/api/runs.ts";
import { ApiError } from "#web/lib/api/api-error.ts";
import { numberName } from "#web/lib/projects/derive-project-name.ts";

export type GitHubPlaceInput = NonNullable<CreateProject["github"]>;

export interface NewProject {
  name: string;
  /** True when the name came from the prompt, so that a number may be added to it when it is taken. */
  isNameDerived: boolean;
  template: string;
  /** A place on GitHub; without it, the repository is on this installation. */
  github: GitHubPlaceInput | null;
  /** Empty to start without one. */
  prompt: string;
  /** The same key makes the same run, however often it is sent. */
  idempotencyKey: string;
  /** The project an earlier attempt has made already. */
  existing: ProjectAnswer | null;
}

const MAXIMUM_NUMBER = 20;

const createNumbered = async (input: NewProject, number = 1): Promise<ProjectAnswer> => {
  try {
    const place =
      input.github === null ? { gitHost: "local" as const } : { gitHost: "github" as const, github: input.github };
    return await createProject({ name: numberName(input.name, number), template: input.template, ...place });
  } catch (thrown) {
    const isTaken = thrown instanceof ApiError && thrown.code === "name_taken";
    if (!isTaken || !input.isNameDerived || number >= MAXIMUM_NUMBER) throw thrown;
    return createNumbered(input, number + 1);
  }
};

/** Makes a project and hands its first prompt to the AI. `onCreated` hears of the project as soon as there is one. */
export const startProject = async (
  input: NewProject,
  onCreated: (project: ProjectAnswer) => void,
): Promise<ProjectAnswer> => {
  const project = input.existing ?? (await createNumbered(input));
  onCreated(project);
  if (input.prompt !== "") {
    await createRun(project.id, { prompt: input.prompt, idempotencyKey: input.idempotencyKey });
  }
  return project;
};
