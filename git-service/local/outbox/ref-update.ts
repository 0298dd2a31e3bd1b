import { z } from "zod";
import { shaSchema } from "#core/contracts/id.ts";

/** A ref that moved, or is about to: what a `push` webhook tells. */
export const refUpdateSchema = z.object({
  repository: z.object({ projectId: z.string(), ownerHandle: z.string(), slug: z.string() }),
  ref: z.string(),
  before: shaSchema.nullable(),
  after: shaSchema.nullable(),
  pusher: z.object({ name: z.string(), email: z.string() }),
});
export type RefUpdate = z.infer<typeof refUpdateSchema>;

export const outboxEntrySchema = refUpdateSchema.extend({
  /** A GUID, the `X-GitHub-Delivery` of every attempt. */
  deliveryId: z.string(),
  /** The process that wrote it down, to tell at once whether it still lives. */
  ownerPid: z.number().int().optional(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
});
export type OutboxEntry = z.infer<typeof outboxEntrySchema>;
