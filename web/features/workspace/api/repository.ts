import { mergeAnswerSchema, writeAnswerSchema, type MergeAnswer, type WriteAnswer } from "#core/contracts/index.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { requestApi } from "#web/lib/api/request-api.ts";

/** Merges a branch into the default branch. A conflict throws an ApiError with the code `merge_conflict` and the paths. */
export const mergeBranch = (projectId: string, branch: string): Promise<MergeAnswer> =>
  requestApi(`${projectPath(projectId)}/merge`, { method: "POST", body: { branch }, answer: mergeAnswerSchema });

/** Undoes one commit with a new one, keeping the later ones. */
export const revertCommit = (projectId: string, commit: string, branch: string): Promise<WriteAnswer> =>
  requestApi(`${projectPath(projectId)}/revert`, {
    method: "POST",
    body: { commit, branch },
    answer: writeAnswerSchema,
  });

/** Brings back all files of an earlier commit with a new one. */
export const restoreCommit = (projectId: string, commit: string, branch: string): Promise<WriteAnswer> =>
  requestApi(`${projectPath(projectId)}/restore`, {
    method: "POST",
    body: { commit, branch },
    answer: writeAnswerSchema,
  });
