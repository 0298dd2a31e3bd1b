import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

/** One version of a system prompt. At most one version per name is active. */
export const promptSchema = z.object({
  id: idSchema,
  name: z.string(),
  version: z.number().int().min(1),
  content: z.string(),
  notes: z.string(),
  isActive: z.boolean(),
  createdBy: idSchema.nullable(),
  createdAt: instantSchema,
});
export type Prompt = z.infer<typeof promptSchema>;
