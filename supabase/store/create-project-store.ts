import type { Page, PageQuery } from "#core/contracts/page.ts";
import { type Project, projectSchema } from "#core/contracts/project.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { NameTakenError } from "#core/errors/name-taken-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { RepositoryIdentity } from "#core/ports/github-store.ts";
import type { ProjectStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, toPage } from "./cursor.ts";
import { DatabaseError } from "./database-error.ts";
import type { Database } from "./database.types.generated.ts";
import { listProjectOverviews } from "./list-project-overviews.ts";
import { readRawRows, readRow, unwrap } from "./rows.ts";
import { toText } from "./to-json.ts";
import { oneOf } from "./one-of.ts";

const SLUG_CONSTRAINT = "projects_slug_taken";

/** The database fills these from the owner and the slug; the printed types cannot know of triggers. */
type ProjectRow = Database["public"]["Tables"]["projects"]["Insert"];
const filledByTrigger: Pick<ProjectRow, "owner_handle" | "preview_label"> = { owner_handle: "", preview_label: "" };

const REPOSITORY_INDEX = "projects_by_repository";

const repositoryTaken = (): IllegalStateError =>
  new IllegalStateError(
    "That repository is a project of this installation already.",
    "Open that project, or choose another repository.",
  );

const toIdentityColumns = (identity: Partial<RepositoryIdentity>) => ({
  ...(identity.repositoryId === undefined ? {} : { repository_id: identity.repositoryId }),
  ...(identity.repositoryName === undefined ? {} : { repository_name: identity.repositoryName }),
  ...(identity.repositoryUrl === undefined ? {} : { repository_url: identity.repositoryUrl }),
  ...(identity.installationId === undefined ? {} : { installation_id: identity.installationId }),
  ...(identity.repositoryState === undefined ? {} : { repository_state: identity.repositoryState }),
});

const findProject = (client: Client, ownerHandle: string, slug: string) => {
  const all = client.from("projects").select();
  const request = all.filter("owner_handle", "in", oneOf([ownerHandle])).filter("slug", "in", oneOf([slug]));
  return readRow("find the project", projectSchema, request.limit(1));
};

const findByRepository = (client: Client, repositoryId: number) => {
  const request = client.from("projects").select().eq("repository_id", repositoryId).limit(1);
  return readRow("find the project of a repository", projectSchema, request);
};

const listProjects = async (client: Client, { limit, cursor }: PageQuery): Promise<Page<Project>> => {
  const all = client.from("projects").select();
  const request = cursor === undefined ? all : all.lt("ordinal", decodeCursor(cursor));
  const rows = await readRawRows("list projects", request.order("ordinal", { ascending: false }).limit(limit + 1));
  return toPage(projectSchema, rows, limit, "ordinal");
};

export const createProjectStore = (client: Client): ProjectStore => ({
  create: async ({ ownerId, name, slug, template, gitHost, deployHost, defaultBranch, ...identity }) => {
    const row: ProjectRow = {
      ...filledByTrigger,
      owner_id: ownerId,
      name: toText(name),
      slug,
      template,
      git_host: gitHost,
      deploy_host: deployHost,
      default_branch: defaultBranch,
      ...toIdentityColumns(identity),
    };
    try {
      const made = await readRow("create the project", projectSchema, client.from("projects").insert(row).select());
      if (made !== null) return made;
    } catch (thrown) {
      if (thrown instanceof DatabaseError && thrown.message.includes(SLUG_CONSTRAINT)) throw new NameTakenError(slug);
      if (thrown instanceof DatabaseError && thrown.message.includes(REPOSITORY_INDEX)) throw repositoryTaken();
      throw thrown;
    }
    throw new NotFoundError("project");
  },
  findByRepository: (repositoryId) => findByRepository(client, repositoryId),
  get: (id) => readRow("read the project", projectSchema, client.from("projects").select().eq("id", id).limit(1)),
  find: (ownerHandle, slug) => findProject(client, ownerHandle, slug),
  list: (query) => listProjects(client, query),
  listOverviews: (ids) => listProjectOverviews(client, ids),
  update: async (
    id,
    { name, model, promptVersion, previewVisibility, deployHost, defaultBranch, gitHost, ...identity },
  ) => {
    const row = await readRow(
      "change the project",
      projectSchema,
      client
        .from("projects")
        .update({
          ...(name === undefined ? {} : { name: toText(name) }),
          ...(model === undefined ? {} : { model }),
          ...(promptVersion === undefined ? {} : { prompt_version: promptVersion }),
          ...(previewVisibility === undefined ? {} : { preview_visibility: previewVisibility }),
          ...(deployHost === undefined ? {} : { deploy_host: deployHost }),
          ...(defaultBranch === undefined ? {} : { default_branch: defaultBranch }),
          ...(gitHost === undefined ? {} : { git_host: gitHost }),
          ...toIdentityColumns(identity),
        })
        .eq("id", id)
        .select(),
    );
    if (row === null) throw new NotFoundError("project");
    return row;
  },
  remove: async (id) => {
    await unwrap("remove the project", client.from("projects").delete().eq("id", id));
  },
});
