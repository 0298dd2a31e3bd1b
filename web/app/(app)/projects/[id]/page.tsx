import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { projectAnswerSchema, type ProjectAnswer } from "#core/contracts/project.ts";
import { Workspace } from "#web/features/workspace/workspace.tsx";
import { ApiError } from "#web/lib/api/api-error.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { callApi } from "#web/server/call-api.ts";

interface PageProps {
  params: Promise<{ id: string }>;
}

const NOT_FOUND = 404;

/** The project, as its owner may see it; anyone else's is not there. */
const readProject = cache(async (id: string): Promise<ProjectAnswer> => {
  try {
    return await callApi(projectPath(id), { answer: projectAnswerSchema });
  } catch (thrown) {
    if (thrown instanceof ApiError && thrown.status === NOT_FOUND) notFound();
    throw thrown;
  }
});

export const generateMetadata = async ({ params }: PageProps): Promise<Metadata> => ({
  title: (await readProject((await params).id)).name,
});

const WorkspacePage = async ({ params }: PageProps) => {
  const project = await readProject((await params).id);
  return <Workspace projectId={project.id} />;
};

export default WorkspacePage;
