import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

export const deliverySourceSchema = z.enum(["github", "vercel", "render", "status"]);
export type DeliverySource = z.infer<typeof deliverySourceSchema>;

export const deliveryStateSchema = z.enum(["received", "processed", "ignored", "failed"]);

/** One signed webhook request that arrived. Unique by source and the sender's own delivery id. */
export const deliverySchema = z.object({
  id: idSchema,
  source: deliverySourceSchema,
  deliveryId: z.string(),
  event: z.string(),
  payload: z.unknown(),
  state: deliveryStateSchema,
  error: z.string().nullable(),
  receivedAt: instantSchema,
  processedAt: instantSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** A delivery in the admins' list, without what it carried. */
export const deliverySummarySchema = deliverySchema.omit({ payload: true });
export type DeliverySummary = z.infer<typeof deliverySummarySchema>;
