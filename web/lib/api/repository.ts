import {
  diffAnswerSchema,
  fileAnswerSchema,
  treeAnswerSchema,
  writeAnswerSchema,
  type CommitFiles,
  type WriteAnswer,
} from "#core/contracts/index.ts";
import { projectPath } from "./projects.ts";
import { apiPath, requestApi } from "./request-api.ts";

/** All files at a branch or commit. */
export const getTree = (projectId: string, ref: string) =>
  requestApi(apiPath(`${projectPath(projectId)}/tree`, { ref }), { answer: treeAnswerSchema });

export const getFile = (projectId: string, ref: string, path: string) =>
  requestApi(apiPath(`${projectPath(projectId)}/file`, { ref, path }), { answer: fileAnswerSchema });

export interface DiffRange {
  base: string;
  head: string;
  /** Straight from base to head, instead of from their merge base. */
  isExact: boolean;
}

export const getDiff = (projectId: string, { base, head, isExact }: DiffRange) =>
  requestApi(apiPath(`${projectPath(projectId)}/diff`, { base, head, exact: isExact }), { answer: diffAnswerSchema });

/** Commits edits made by hand; 409 when the branch is no longer at `expectedHead`. */
export const commitFiles = (projectId: string, input: CommitFiles): Promise<WriteAnswer> =>
  requestApi(`${projectPath(projectId)}/files`, { method: "PUT", body: input, answer: writeAnswerSchema });
