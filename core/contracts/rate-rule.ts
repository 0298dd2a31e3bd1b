import { z } from "zod";

/** What people do that has a rate: starting runs, and asking for deployments. */
export const rateActionSchema = z.enum(["run", "deployment"]);
export type RateAction = z.infer<typeof rateActionSchema>;

/** How often that may be done, in one project or by one person: so many times in so many seconds. */
export const rateRuleSchema = z.object({
  action: rateActionSchema,
  scope: z.enum(["project", "user"]),
  limitCount: z.number().int(),
  windowSeconds: z.number().int(),
});
export type RateRule = z.infer<typeof rateRuleSchema>;

export const saveRateRuleSchema = z.object({
  limitCount: z.number("give a number").int().min(1, "allow at least one").max(1_000_000),
  windowSeconds: z.number("give a number of seconds").int().min(1).max(2_592_000, "a window has at most 30 days"),
});
export type SaveRateRule = z.infer<typeof saveRateRuleSchema>;
