import { commitActionSchema, mergeBranchSchema } from "#core/contracts/answers.ts";
import { commitFilesSchema } from "#core/contracts/file.ts";
import { commitEdit } from "../../services/commit-edit.ts";
import { mergeBranch } from "../../services/merge-branch.ts";
import { undoCommit } from "../../services/undo-commit.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Repository";

export const writeRoutes = [
  defineRoute(
    {
      method: "put",
      path: "/api/projects/{id}/files",
      tag,
      summary: "Commit a manual edit onto an expected head",
      params: idParams,
      body: commitFilesSchema,
      status: 200,
      answer: answers.write,
    },
    ({ context, session, params, body }) => commitEdit(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/merge",
      tag,
      summary: "Merge a branch into the default branch",
      params: idParams,
      body: mergeBranchSchema,
      status: 200,
      answer: answers.merge,
    },
    ({ context, session, params, body }) => mergeBranch(context, session, params.id, body.branch),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/revert",
      tag,
      summary: "Undo one commit with a new one, keeping the later ones",
      params: idParams,
      body: commitActionSchema,
      status: 200,
      answer: answers.write,
    },
    ({ context, session, params, body }) =>
      undoCommit(context, session, params.id, { kind: "revert", commit: body.commit, branch: body.branch }),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/restore",
      tag,
      summary: "Bring back all files of an earlier commit with a new one",
      params: idParams,
      body: commitActionSchema,
      status: 200,
      answer: answers.write,
    },
    ({ context, session, params, body }) =>
      undoCommit(context, session, params.id, { kind: "restore", commit: body.commit, branch: body.branch }),
  ),
];
