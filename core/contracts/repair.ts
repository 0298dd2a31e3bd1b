import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

/** Whether the AI repairs failed deployments of a project by itself, and how often in a row. */
export const repairSettingsSchema = z.object({
  isAutomatic: z.boolean(),
  maximumAttempts: z.number().int().min(1, "at least one attempt").max(10, "at most ten attempts in a row"),
});
export type RepairSettings = z.infer<typeof repairSettingsSchema>;

/** Of a project whose owner has not said anything. */
export const defaultRepairSettings: RepairSettings = { isAutomatic: false, maximumAttempts: 3 };

/** Why a repair was not begun: the cause came back, there were enough, or the AI cannot reach the cause. */
export const repairReasonSchema = z.enum(["same_cause", "attempts_used_up", "not_repairable"]);
export type RepairReason = z.infer<typeof repairReasonSchema>;

/** A run that is to repair a failed deployment, or why there is none. */
export const repairSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  deploymentId: idSchema,
  runId: idSchema.nullable(),
  state: z.enum(["started", "stopped"]),
  reason: repairReasonSchema.nullable(),
  /** Counts from 1 since the branch was last ready. */
  attempt: z.number().int().nonnegative(),
  maximumAttempts: z.number().int(),
  isAutomatic: z.boolean(),
  createdAt: instantSchema,
});
export type Repair = z.infer<typeof repairSchema>;
