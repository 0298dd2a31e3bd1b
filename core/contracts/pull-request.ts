import { z } from "zod";
import { actorSchema } from "./actor.ts";
import { branchNameSchema } from "./branch-name.ts";
import { idSchema, instantSchema, shaSchema } from "./id.ts";

export const pullRequestStateSchema = z.enum(["open", "merged", "closed"]);
export type PullRequestState = z.infer<typeof pullRequestStateSchema>;

export const mergeMethodSchema = z.enum(["merge", "squash", "rebase"]);
export type MergeMethod = z.infer<typeof mergeMethodSchema>;

/** Somebody who takes part in a review. `login` is the name at the git host, null for a person known here alone. */
export const reviewAuthorSchema = z.object({ name: z.string(), login: z.string().nullable().default(null) });
export type ReviewAuthor = z.infer<typeof reviewAuthorSchema>;

const titleSchema = z.string().trim().min(1, "give it a title").max(250, "a title has at most 250 characters");
const bodySchema = z.string().max(60_000, "a description has at most 60,000 characters");

/** What asks to bring one branch into another, with its review. */
export const pullRequestSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  /** 1, 2, 3 within the project; at GitHub, GitHub's number. */
  number: z.number().int().min(1),
  branch: z.string(),
  base: z.string(),
  headSha: shaSchema,
  /** The base as it was last seen before the merge. */
  baseSha: shaSchema.nullable(),
  title: z.string(),
  body: z.string(),
  /** True while nobody has rewritten the description, so that it is kept up to date with the branch. */
  isBodyManaged: z.boolean(),
  state: pullRequestStateSchema,
  /** The run whose branch it brings in. */
  runId: idSchema.nullable(),
  actor: actorSchema,
  author: reviewAuthorSchema,
  /** Its page at the git host; null on the local one, where the workspace is its page. */
  url: z.url().nullable(),
  externalId: z.string().nullable(),
  mergeMethod: mergeMethodSchema.nullable(),
  mergeSha: shaSchema.nullable(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  mergedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

export const threadStateSchema = z.enum(["open", "resolved"]);

/** Which version of the file a line number counts in. */
export const diffSideSchema = z.enum(["old", "new"]);

/** One line of thought of a review: about a line of a file, a file, or, without a path, the whole. */
export const reviewThreadSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  pullRequestId: idSchema,
  path: z.string().nullable(),
  side: diffSideSchema.nullable(),
  line: z.number().int().min(1).nullable(),
  /** The head the first comment was written on. */
  commitSha: shaSchema,
  /** The lines it is about, as they were then. */
  excerpt: z.string(),
  state: threadStateSchema,
  externalId: z.string().nullable(),
  createdAt: instantSchema,
  resolvedAt: instantSchema.nullable(),
});
export type ReviewThread = z.infer<typeof reviewThreadSchema>;

export const reviewCommentSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  pullRequestId: idSchema,
  threadId: idSchema,
  actor: actorSchema,
  author: reviewAuthorSchema,
  body: z.string(),
  /** The run that wrote it. */
  runId: idSchema.nullable(),
  /** The run that was started to answer it. */
  answerRunId: idSchema.nullable(),
  /** The commit it speaks of. */
  commitSha: shaSchema.nullable(),
  externalId: z.string().nullable(),
  createdAt: instantSchema,
});
export type ReviewComment = z.infer<typeof reviewCommentSchema>;

export const reviewVerdictSchema = z.enum(["approved", "changes_requested", "commented"]);

/** What somebody thinks of the whole, at one head. */
export const reviewSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  pullRequestId: idSchema,
  verdict: reviewVerdictSchema,
  actor: actorSchema,
  author: reviewAuthorSchema,
  body: z.string(),
  commitSha: shaSchema,
  externalId: z.string().nullable(),
  createdAt: instantSchema,
});
export type Review = z.infer<typeof reviewSchema>;

/** Whether it can be merged, and if not, why, in words. */
export const mergeabilitySchema = z.object({
  canMerge: z.boolean(),
  /** Paths both sides changed in ways that cannot be joined. */
  conflicts: z.array(z.string()),
  /** Commits the base has and the branch has not. */
  behind: z.number().int(),
  /** Commits the branch has and the base has not. */
  ahead: z.number().int(),
  reason: z.string().nullable(),
});
export type Mergeability = z.infer<typeof mergeabilitySchema>;

export const reviewThreadAnswerSchema = reviewThreadSchema.extend({ comments: z.array(reviewCommentSchema) });
export type ReviewThreadAnswer = z.infer<typeof reviewThreadAnswerSchema>;

export const pullRequestAnswerSchema = pullRequestSchema.extend({
  threads: z.array(reviewThreadAnswerSchema),
  reviews: z.array(reviewSchema),
  mergeability: mergeabilitySchema,
});
export type PullRequestAnswer = z.infer<typeof pullRequestAnswerSchema>;

/** What `POST /api/projects/:id/pull-requests` takes. Title and description are written from the branch when left out. */
export const openPullRequestSchema = z.object({
  branch: branchNameSchema,
  base: branchNameSchema.optional(),
  title: titleSchema.optional(),
  body: bodySchema.optional(),
});
export type OpenPullRequest = z.infer<typeof openPullRequestSchema>;

export const updatePullRequestSchema = z.object({
  title: titleSchema.optional(),
  body: bodySchema.optional(),
  state: z.enum(["open", "closed"]).optional(),
});
export type UpdatePullRequest = z.infer<typeof updatePullRequestSchema>;

export const mergePullRequestSchema = z.object({
  method: mergeMethodSchema.default("merge"),
  /** The head that was reviewed: a branch that has moved since is not merged. */
  expectedHead: shaSchema,
});
export type MergePullRequest = z.infer<typeof mergePullRequestSchema>;

const commentTextSchema = z
  .string()
  .trim()
  .min(1, "write a comment")
  .max(20_000, "a comment has at most 20,000 characters");

/** A reply to a thread, or, without `threadId`, the beginning of one. `@letscode` in it asks the AI, as `isForAi` does. */
export const addCommentSchema = z.object({
  body: commentTextSchema,
  threadId: idSchema.optional(),
  path: z.string().min(1).max(1000).optional(),
  side: diffSideSchema.optional(),
  line: z.number().int().min(1).optional(),
  isForAi: z.boolean().default(false),
});
export type AddComment = z.infer<typeof addCommentSchema>;

export const submitReviewSchema = z.object({
  verdict: reviewVerdictSchema,
  body: z.string().trim().max(20_000).default(""),
});
export type SubmitReview = z.infer<typeof submitReviewSchema>;

export const updateThreadSchema = z.object({ state: threadStateSchema });
