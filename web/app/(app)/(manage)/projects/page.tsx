import type { Metadata } from "next";
import { PROJECTS_PAGE_SIZE } from "#web/features/projects/page-size.ts";
import { ProjectList } from "#web/features/projects/project-list.tsx";
import { PROJECTS_PATH, projectPageSchema } from "#web/lib/api/projects.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import { callApi } from "#web/server/call-api.ts";

export const metadata: Metadata = { title: "Projects" };

const ProjectsPage = async () => {
  const path = apiPath(PROJECTS_PATH, { limit: PROJECTS_PAGE_SIZE });
  // A list that cannot be read now is asked for again by the browser, which can say what is wrong and offer to retry.
  const first = await callApi(path, { answer: projectPageSchema }).catch(() => undefined);
  return <ProjectList first={first} />;
};

export default ProjectsPage;
