import { z } from "zod";
import { idSchema } from "./id.ts";

/** In place of a project's id, for usage that belongs to none: tests of system prompts. */
export const NO_PROJECT_ID = "00000000-0000-0000-0000-000000000000";

/** What one model used in one project on one day, which begins at midnight UTC. */
export const usageDaySchema = z.object({
  projectId: idSchema,
  day: z.iso.date(),
  provider: z.string(),
  model: z.string(),
  calls: z.coerce.number().int(),
  inputTokens: z.coerce.number().int(),
  cachedInputTokens: z.coerce.number().int(),
  outputTokens: z.coerce.number().int(),
  costUsd: z.coerce.number(),
});
export type UsageDay = z.infer<typeof usageDaySchema>;

/** The usage of a stretch of days, both ends included, with the names of the projects that are still there. */
export const usageReportSchema = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  items: z.array(usageDaySchema),
  projects: z.array(z.object({ id: idSchema, name: z.string() })),
});
export type UsageReport = z.infer<typeof usageReportSchema>;

export const usageQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(366).default(30) });
