import type { Page, PageQuery } from "#core/contracts/page.ts";
import type { ProjectListItem, ProjectOverview } from "#core/contracts/project-overview.ts";
import type { Project } from "#core/contracts/project.ts";
import type { ServiceContext, Session } from "./service-context.ts";
import { toProjectAnswer } from "./to-project-answer.ts";

const toItem = (context: ServiceContext, project: Project, overview: ProjectOverview | undefined): ProjectListItem => ({
  ...toProjectAnswer(context, project),
  lastActivityAt: overview?.lastActivityAt ?? null,
  lastRunState: overview?.lastRunState ?? null,
  liveUrl: overview?.liveUrl ?? null,
});

const find = async (session: Session, address: string): Promise<Page<Project>> => {
  const [ownerHandle = "", slug = ""] = address.split("/");
  const found = await session.stores.projects.find(ownerHandle, slug);
  return { items: found === null ? [] : [found], nextCursor: null };
};

/** The person's projects, newest first, with what each is at; `by` (`owner/slug`) finds one by its address instead. */
export const listProjects = async (
  context: ServiceContext,
  session: Session,
  { by, ...query }: PageQuery & { by?: string },
): Promise<Page<ProjectListItem>> => {
  const page = by === undefined ? await session.stores.projects.list(query) : await find(session, by);
  const overviews = await session.stores.projects.listOverviews(page.items.map(({ id }) => id));
  const byProject = new Map(overviews.map((overview) => [overview.projectId, overview]));
  return {
    items: page.items.map((project) => toItem(context, project, byProject.get(project.id))),
    nextCursor: page.nextCursor,
  };
};
