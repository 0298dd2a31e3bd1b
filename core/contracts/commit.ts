import { z } from "zod";
import { actorSchema } from "./actor.ts";
import { idSchema, instantSchema, shaSchema } from "./id.ts";

/** A commit as the timeline shows it and the REST interface answers it. */
export const commitSchema = z.object({
  sha: shaSchema,
  parents: z.array(shaSchema),
  branch: z.string(),
  subject: z.string(),
  body: z.string(),
  author: z.object({ name: z.string(), email: z.string() }),
  actor: actorSchema,
  runId: idSchema.nullable(),
  step: z.number().int().nullable(),
  /** False while the git host has not confirmed the new head. */
  pushed: z.boolean(),
  createdAt: instantSchema,
});
export type Commit = z.infer<typeof commitSchema>;

/** One row of `commits`, the index of what Git holds. */
export const commitRowSchema = commitSchema.extend({
  id: idSchema,
  projectId: idSchema,
  trailers: z.record(z.string(), z.string()),
  seq: z.number().int(),
});
export type CommitRow = z.infer<typeof commitRowSchema>;
