import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { projectAnswerSchema } from "#core/contracts/project.ts";
import { ProjectSettings } from "#web/features/project-settings/project-settings.tsx";
import { ApiError } from "#web/lib/api/api-error.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { callApi } from "#web/server/call-api.ts";

export const metadata: Metadata = { title: "Project settings" };

const NOT_FOUND = 404;

const ProjectSettingsPage = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params;
  const project = await callApi(projectPath(id), { answer: projectAnswerSchema }).catch((thrown: unknown) => {
    if (thrown instanceof ApiError && thrown.status === NOT_FOUND) notFound();
    throw thrown;
  });
  return <ProjectSettings project={project} />;
};

export default ProjectSettingsPage;
