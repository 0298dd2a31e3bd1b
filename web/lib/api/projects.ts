import type { z } from "zod";
import {
  pageSchema,
  projectAnswerSchema,
  projectListItemSchema,
  type CreateProject,
  type ProjectAnswer,
  type UpdateProject,
} from "#core/contracts/index.ts";
import { noContent, requestApi } from "./request-api.ts";

export const PROJECTS_PATH = "/api/projects";
export const projectPageSchema = pageSchema(projectListItemSchema);
export type ProjectPage = z.infer<typeof projectPageSchema>;

export const projectPath = (id: string): string => `${PROJECTS_PATH}/${encodeURIComponent(id)}`;

export const getProject = (id: string): Promise<ProjectAnswer> =>
  requestApi(projectPath(id), { answer: projectAnswerSchema });

export const createProject = (input: CreateProject): Promise<ProjectAnswer> =>
  requestApi(PROJECTS_PATH, { method: "POST", body: input, answer: projectAnswerSchema });

export const updateProject = (id: string, input: UpdateProject): Promise<ProjectAnswer> =>
  requestApi(projectPath(id), { method: "PATCH", body: input, answer: projectAnswerSchema });

export const removeProject = (id: string): Promise<undefined> =>
  requestApi(projectPath(id), { method: "DELETE", answer: noContent });
