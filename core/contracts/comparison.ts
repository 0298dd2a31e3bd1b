import { z } from "zod";
import { branchNameSchema } from "./branch-name.ts";
import { deploymentSchema } from "./deployment.ts";
import { shaSchema } from "./id.ts";
import { runSchema, runStepSchema, usageSchema } from "./run.ts";

export const comparisonQuerySchema = z.object({ left: branchNameSchema, right: branchNameSchema });

const comparedBranchSchema = z.object({
  branch: z.string(),
  sha: shaSchema,
  isDefault: z.boolean(),
  /** Commits the other branch does not have; counted up to 200. */
  commitCount: z.number().int(),
  /** What changed here since the two parted. */
  files: z.number().int(),
  additions: z.number().int(),
  deletions: z.number().int(),
  /** Runs on the branch, oldest first. */
  runs: z.array(runSchema),
  /** Their steps, in the order they were made. */
  steps: z.array(runStepSchema),
  /** What all of these runs used together. */
  usage: usageSchema,
  /** What the branch's address serves, else its newest deployment. */
  deployment: deploymentSchema.nullable(),
  /** A newer version than that one is being built, or is about to be. */
  isBuilding: z.boolean(),
});
export type ComparedBranch = z.infer<typeof comparedBranchSchema>;

/** Two branches side by side. Their changes are at `GET /api/projects/:id/diff`, with either one's sha as base. */
export const comparisonSchema = z.object({
  left: comparedBranchSchema,
  right: comparedBranchSchema,
  /** Files that are not the same on both. */
  differentFiles: z.number().int(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
