import { z } from "zod";
import { accessTokenSchema } from "./access-token.ts";
import { branchNameSchema } from "./branch-name.ts";
import { deployEnvironmentSchema } from "./deployment.ts";
import { idSchema, shaSchema } from "./id.ts";
import { featureInputSchema } from "./plan.ts";
import { runSchema, runStepSchema } from "./run.ts";

/** A run with its steps, as `GET /api/runs/:id` answers it. */
export const runAnswerSchema = runSchema.extend({ steps: z.array(runStepSchema) });
export type RunAnswer = z.infer<typeof runAnswerSchema>;

/** A branch with how far it is from the default branch. */
export const branchAnswerSchema = z.object({ name: z.string(), sha: shaSchema, isDefault: z.boolean() });
export type BranchAnswer = z.infer<typeof branchAnswerSchema>;

/** What a write to a branch answers: the new head, and how it came about. */
export const writeAnswerSchema = z.object({
  sha: shaSchema,
  branch: z.string(),
  /** True when the change was put onto a head that had moved. */
  isReplayed: z.boolean(),
});
export type WriteAnswer = z.infer<typeof writeAnswerSchema>;

export const mergeBranchSchema = z.object({ branch: branchNameSchema });
export const mergeAnswerSchema = writeAnswerSchema.extend({ isFastForward: z.boolean(), isUpToDate: z.boolean() });
export type MergeAnswer = z.infer<typeof mergeAnswerSchema>;

/** Revert and restore name a commit; without `branch` they write to the default branch. */
export const commitActionSchema = z.object({ commit: shaSchema, branch: branchNameSchema.optional() });

export const resumeRunSchema = z.object({ answer: z.string().trim().min(1).max(20_000).optional() });

export const savePlanSchema = z.object({ features: z.array(featureInputSchema).min(1).max(200) });

export const requestDeploymentSchema = z.object({
  branch: branchNameSchema,
  environment: deployEnvironmentSchema.optional(),
});

/** The only answer that ever holds a token. */
export const createdAccessTokenSchema = accessTokenSchema.extend({ token: z.string() });

export const removedAnswerSchema = z.object({ id: idSchema, isRemoved: z.literal(true) });
