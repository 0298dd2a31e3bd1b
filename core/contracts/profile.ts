import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";
import { slugSchema } from "./project.ts";

/** A person of this installation. The first to sign up on an embedded one is its admin. */
export const profileSchema = z.object({
  id: idSchema,
  email: z.string(),
  handle: slugSchema,
  displayName: z.string(),
  isAdmin: z.boolean(),
  createdAt: instantSchema,
});
export type Profile = z.infer<typeof profileSchema>;
