import { z } from "zod";
import { parseRow } from "#core/contracts/parse-row.ts";
import {
  pullRequestSchema,
  reviewCommentSchema,
  reviewSchema,
  reviewThreadSchema,
} from "#core/contracts/pull-request.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { PullRequestStore } from "#core/ports/pull-request-store.ts";
import type { Client } from "./client.ts";
import { oneOf } from "./one-of.ts";
import { readRawRows, readRow, readRows, toRow, unwrap } from "./rows.ts";

const openedSchema = z.object({ pull_request: z.unknown(), is_new: z.boolean() });
const savedSchema = z.object({ pull_request: z.unknown(), before: z.unknown() });
const commentedSchema = z.object({ thread: z.unknown(), comment: z.unknown(), is_new: z.boolean() });
const reviewedSchema = z.object({ review: z.unknown(), is_new: z.boolean() });

const required = <Row>(row: Row | null, what: string): Row => {
  if (row === null) throw new NotFoundError(what);
  return row;
};

/** Lists by number, which grows with each and is the project's own. */
const listPullRequests =
  (client: Client): PullRequestStore["list"] =>
  async (projectId, { limit, cursor, state, branch, base }) => {
    let request = client.from("pull_requests").select().eq("project_id", projectId);
    if (state !== undefined) request = request.eq("state", state);
    if (branch !== undefined) request = request.filter("branch", "in", oneOf([branch]));
    if (base !== undefined) request = request.filter("base", "in", oneOf([base]));
    const before = cursor === undefined ? null : Number(cursor);
    if (before !== null && Number.isSafeInteger(before)) request = request.lt("number", before);
    const rows = await readRawRows(
      "list pull requests",
      request.order("number", { ascending: false }).limit(limit + 1),
    );
    const items = rows.slice(0, limit).map((row) => parseRow(pullRequestSchema, row));
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? String(last.number) : null };
  };

const createPullRequests = (
  client: Client,
): Pick<PullRequestStore, "open" | "save" | "get" | "find" | "list" | "update"> => ({
  open: async (asked) => {
    const answer = await unwrap(
      "open the pull request",
      client.rpc("open_pull_request", { p_pull_request: toRow(asked) }),
    );
    const { pull_request: row, is_new: isNew } = openedSchema.parse(answer);
    return { pullRequest: parseRow(pullRequestSchema, row), isNew };
  },
  save: async (told) => {
    const answer = await unwrap(
      "save the pull request",
      client.rpc("save_pull_request", { p_pull_request: toRow(told) }),
    );
    const { pull_request: row, before } = savedSchema.parse(answer);
    return {
      pullRequest: parseRow(pullRequestSchema, row),
      before: before === null || before === undefined ? null : parseRow(pullRequestSchema, before),
    };
  },
  get: (id) =>
    readRow("read the pull request", pullRequestSchema, client.from("pull_requests").select().eq("id", id).limit(1)),
  find: (projectId, number) =>
    readRow(
      "find the pull request",
      pullRequestSchema,
      client.from("pull_requests").select().eq("project_id", projectId).eq("number", number).limit(1),
    ),
  list: listPullRequests(client),
  update: async (id, patch) => {
    const row = { updated_at: new Date().toISOString(), ...toRow(patch) };
    const request = client.from("pull_requests").update(row).eq("id", id).select();
    return required(await readRow("change the pull request", pullRequestSchema, request), "pull request");
  },
});

const createThreads = (
  client: Client,
): Pick<PullRequestStore, "addComment" | "listThreads" | "getThread" | "findThread"> => ({
  addComment: async ({ thread, comment }) => {
    const parameters = { p_thread: toRow(thread), p_comment: toRow(comment) };
    const made = commentedSchema.parse(await unwrap("add the comment", client.rpc("add_review_comment", parameters)));
    return {
      thread: parseRow(reviewThreadSchema, made.thread),
      comment: parseRow(reviewCommentSchema, made.comment),
      isNew: made.is_new,
    };
  },
  listThreads: async (pullRequestId) => {
    const [threads, comments] = await Promise.all([
      readRows(
        "read the review",
        reviewThreadSchema,
        client.from("review_threads").select().eq("pull_request_id", pullRequestId).order("created_at").limit(1000),
      ),
      readRows(
        "read the comments",
        reviewCommentSchema,
        client.from("review_comments").select().eq("pull_request_id", pullRequestId).order("created_at").limit(5000),
      ),
    ]);
    return threads.map((thread) => ({
      ...thread,
      comments: comments.filter(({ threadId }) => threadId === thread.id),
    }));
  },
  getThread: (id) =>
    readRow("read the thread", reviewThreadSchema, client.from("review_threads").select().eq("id", id).limit(1)),
  findThread: (projectId, externalId) =>
    readRow(
      "find the thread",
      reviewThreadSchema,
      client
        .from("review_threads")
        .select()
        .eq("project_id", projectId)
        .filter("external_id", "in", oneOf([externalId]))
        .limit(1),
    ),
});

const createChanges = (
  client: Client,
): Pick<PullRequestStore, "updateThread" | "findCommentAnsweredBy" | "updateComment" | "removeComment"> => ({
  updateThread: async (id, { state, resolvedAt, externalId }) => {
    const row = {
      ...(state === undefined ? {} : { state }),
      ...(resolvedAt === undefined ? {} : { resolved_at: resolvedAt }),
      ...(externalId === undefined ? {} : { external_id: externalId }),
    };
    const request = client.from("review_threads").update(row).eq("id", id).select();
    return required(await readRow("change the thread", reviewThreadSchema, request), "review thread");
  },
  findCommentAnsweredBy: (runId) =>
    readRow(
      "find the comment",
      reviewCommentSchema,
      client.from("review_comments").select().eq("answer_run_id", runId).order("created_at").limit(1),
    ),
  updateComment: async (id, { body, answerRunId, externalId }) => {
    const row = {
      ...(body === undefined ? {} : { body }),
      ...(answerRunId === undefined ? {} : { answer_run_id: answerRunId }),
      ...(externalId === undefined ? {} : { external_id: externalId }),
    };
    const request = client.from("review_comments").update(row).eq("id", id).select();
    return required(await readRow("change the comment", reviewCommentSchema, request), "review comment");
  },
  removeComment: async (id) => {
    await unwrap("remove the comment", client.rpc("remove_review_comment", { p_id: id }));
  },
});

const restore =
  (client: Client): PullRequestStore["restore"] =>
  async ({ pullRequest, threads, reviews }) => {
    const parameters = {
      p_pull_request: toRow(pullRequest),
      p_threads: threads.map((thread) => toRow(reviewThreadSchema.parse(thread))),
      p_comments: threads.flatMap(({ comments }) => comments.map(toRow)),
      p_reviews: reviews.map(toRow),
    };
    return z.boolean().parse(await unwrap("restore the pull request", client.rpc("restore_pull_request", parameters)));
  };

export const createPullRequestStore = (client: Client): PullRequestStore => ({
  ...createPullRequests(client),
  ...createThreads(client),
  ...createChanges(client),
  restore: restore(client),
  addReview: async (review) => {
    const made = reviewedSchema.parse(
      await unwrap("add the review", client.rpc("add_review", { p_review: toRow(review) })),
    );
    return { review: parseRow(reviewSchema, made.review), isNew: made.is_new };
  },
  listReviews: (pullRequestId) =>
    readRows(
      "read the reviews",
      reviewSchema,
      client.from("reviews").select().eq("pull_request_id", pullRequestId).order("created_at").limit(500),
    ),
});
