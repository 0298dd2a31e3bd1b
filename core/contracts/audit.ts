import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

/** One change an admin made to the installation. */
export const auditEntrySchema = z.object({
  id: idSchema,
  actorId: idSchema,
  actorEmail: z.string(),
  /** Noun and verb: `credential.stored`, `prompt.activated`. */
  action: z.string(),
  /** What was changed: `provider xai`, `prompt builder`. */
  target: z.string(),
  /** Never a secret: names, versions, hints. */
  details: z.record(z.string(), z.unknown()),
  createdAt: instantSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
