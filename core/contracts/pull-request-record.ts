import { z } from "zod";
import { pullRequestSchema, reviewSchema, reviewThreadAnswerSchema } from "./pull-request.ts";

/** A pull request with its review, as the repository of a local project keeps it beside its commits. */
export const pullRequestRecordSchema = z.object({
  version: z.literal(1),
  pullRequest: pullRequestSchema,
  threads: z.array(reviewThreadAnswerSchema),
  reviews: z.array(reviewSchema),
});
export type PullRequestRecord = z.infer<typeof pullRequestRecordSchema>;
