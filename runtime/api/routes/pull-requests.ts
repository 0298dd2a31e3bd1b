import { z } from "zod";
import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import {
  addCommentSchema,
  mergePullRequestSchema,
  openPullRequestSchema,
  pullRequestStateSchema,
  submitReviewSchema,
  updatePullRequestSchema,
  updateThreadSchema,
} from "#core/contracts/pull-request.ts";
import { requireProject } from "../../services/require-project.ts";
import { addComment } from "../../services/review/add-comment.ts";
import { changePullRequest } from "../../services/review/change-pull-request.ts";
import { changeThread } from "../../services/review/change-thread.ts";
import { mergePullRequest } from "../../services/review/merge-pull-request.ts";
import { openPullRequest } from "../../services/review/open-pull-request.ts";
import { readPullRequest } from "../../services/review/read-pull-request.ts";
import { requirePullRequest } from "../../services/review/require-pull-request.ts";
import { resolveConflicts } from "../../services/review/resolve-conflicts.ts";
import { revertPullRequest } from "../../services/review/revert-pull-request.ts";
import { submitReview } from "../../services/review/submit-review.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Pull requests";
const listQuery = pageQuerySchema.extend({
  state: pullRequestStateSchema.optional(),
  branch: z.string().min(1).max(250).optional(),
});

const collectionRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/pull-requests",
      tag,
      summary: "Pull requests of a project, newest first",
      params: idParams,
      query: listQuery,
      status: 200,
      answer: pageSchema(answers.pullRequest),
    },
    async ({ session, params, query: { state, branch, cursor, limit } }) => {
      const project = await requireProject(session, params.id);
      return session.stores.pullRequests.list(project.id, {
        limit,
        ...(cursor === undefined ? {} : { cursor }),
        ...(state === undefined ? {} : { state }),
        ...(branch === undefined ? {} : { branch }),
      });
    },
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/pull-requests",
      tag,
      summary: "Open a pull request for a branch; the open one is answered when there is one",
      params: idParams,
      body: openPullRequestSchema,
      status: 201,
      answer: answers.pullRequest,
    },
    ({ context, session, params, body }) => openPullRequest(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/pull-requests/{id}",
      tag,
      summary: "One pull request with its review, and whether it can be merged",
      params: idParams,
      status: 200,
      answer: answers.pullRequestWithReview,
    },
    async ({ context, session, params }) =>
      readPullRequest(context, session, await requirePullRequest(session, params.id)),
  ),
  defineRoute(
    {
      method: "patch",
      path: "/api/pull-requests/{id}",
      tag,
      summary: "Change its title or description; close or reopen it",
      params: idParams,
      body: updatePullRequestSchema,
      status: 200,
      answer: answers.pullRequest,
    },
    ({ context, session, params, body }) => changePullRequest(context, session, params.id, body),
  ),
];

const reviewRoutes = [
  defineRoute(
    {
      method: "post",
      path: "/api/pull-requests/{id}/comments",
      tag,
      summary: "Comment on a line, a file or the whole, or reply; @letscode asks the AI",
      params: idParams,
      body: addCommentSchema,
      status: 201,
      answer: answers.reviewThread,
    },
    ({ context, session, params, body }) => addComment(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/pull-requests/{id}/reviews",
      tag,
      summary: "Approve, ask for changes, or comment on the whole",
      params: idParams,
      body: submitReviewSchema,
      status: 201,
      answer: answers.review,
    },
    ({ context, session, params, body }) => submitReview(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "patch",
      path: "/api/review-threads/{id}",
      tag,
      summary: "Resolve a thread, or open it again",
      params: idParams,
      body: updateThreadSchema,
      status: 200,
      answer: answers.reviewThreadState,
    },
    ({ context, session, params, body }) => changeThread(context, session, params.id, body),
  ),
];

const endRoutes = [
  defineRoute(
    {
      method: "post",
      path: "/api/pull-requests/{id}/merge",
      tag,
      summary: "Merge the head that was reviewed, by a merge, a squash or a rebase",
      params: idParams,
      body: mergePullRequestSchema,
      status: 200,
      answer: answers.pullRequest,
    },
    ({ context, session, params, body }) => mergePullRequest(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/pull-requests/{id}/resolve-conflicts",
      tag,
      summary: "Have the AI join what both branches changed",
      params: idParams,
      status: 202,
      answer: answers.run,
    },
    ({ context, session, params }) => resolveConflicts(context, session, params.id),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/pull-requests/{id}/revert",
      tag,
      summary: "Take a merged pull request back by another one",
      params: idParams,
      status: 201,
      answer: answers.pullRequest,
    },
    ({ context, session, params }) => revertPullRequest(context, session, params.id),
  ),
];

export const pullRequestRoutes = [...collectionRoutes, ...reviewRoutes, ...endRoutes];
