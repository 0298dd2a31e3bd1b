import { z } from "zod";
import { actorSchema } from "./actor.ts";
import { idSchema, instantSchema } from "./id.ts";

/** One line of `activity_log`. `action` reads noun.verb, `run.started`; `details` is what the console needs to show it. */
export const activitySchema = z.object({
  id: idSchema,
  projectId: idSchema,
  seq: z.number().int(),
  actor: actorSchema,
  action: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  details: z.record(z.string(), z.unknown()),
  runId: idSchema.nullable(),
  createdAt: instantSchema,
});
export type Activity = z.infer<typeof activitySchema>;
