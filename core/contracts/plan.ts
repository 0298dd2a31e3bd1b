import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

export const featureStatusSchema = z.enum(["planned", "in_progress", "done", "dropped"]);
export type FeatureStatus = z.infer<typeof featureStatusSchema>;

/** One feature as the model or a person writes it. `priority` 1 is first. */
export const featureInputSchema = z.object({
  feature: z.string().trim().min(1).max(200),
  status: featureStatusSchema.default("planned"),
  notes: z.string().max(4000).default(""),
  priority: z.number().int().min(1).max(999).default(100),
});
export type FeatureInput = z.infer<typeof featureInputSchema>;

/** One row of `project_plan`. */
export const planFeatureSchema = featureInputSchema.extend({
  id: idSchema,
  projectId: idSchema,
  runId: idSchema.nullable(),
  seq: z.number().int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type PlanFeature = z.infer<typeof planFeatureSchema>;
