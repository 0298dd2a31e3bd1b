import { notFound } from "next/navigation";
import { projectAnswerSchema, type ProjectAnswer } from "#core/contracts/project.ts";
import { ApiError } from "../lib/api/api-error.ts";
import { projectPath } from "../lib/api/projects.ts";
import { callApi } from "./call-api.ts";

const NOT_FOUND = 404;

/** The project a page is about; one that is not there, or is a stranger's, is the page "not found". */
export const loadProject = (id: string): Promise<ProjectAnswer> =>
  callApi(projectPath(id), { answer: projectAnswerSchema }).catch((thrown: unknown) => {
    if (thrown instanceof ApiError && thrown.status === NOT_FOUND) notFound();
    throw thrown;
  });
