import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { projectAnswerSchema } from "#core/contracts/project.ts";
import { CompareBranches } from "#web/features/workspace/comparison/compare-branches.tsx";
import { ApiError } from "#web/lib/api/api-error.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { callApi } from "#web/server/call-api.ts";

export const metadata: Metadata = { title: "Compare branches" };

const NOT_FOUND = 404;

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const toText = (value: string | string[] | undefined): string => (typeof value === "string" ? value : "");

const ComparePage = async ({ params, searchParams }: PageProps) => {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const project = await callApi(projectPath(id), { answer: projectAnswerSchema }).catch((thrown: unknown) => {
    if (thrown instanceof ApiError && thrown.status === NOT_FOUND) notFound();
    throw thrown;
  });
  return <CompareBranches project={project} left={toText(query["left"])} right={toText(query["right"])} />;
};

export default ComparePage;
