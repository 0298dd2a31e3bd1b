import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

export const deliverySourceSchema = z.enum(["github", "vercel", "render", "status"]);
export type DeliverySource = z.infer<typeof deliverySourceSchema>;

/** One signed webhook request that arrived. Unique by source and the sender's own delivery id. */
export const deliverySchema = z.object({
  id: idSchema,
  source: deliverySourceSchema,
  deliveryId: z.string(),
  event: z.string(),
  payload: z.unknown(),
  state: z.enum(["received", "processed", "ignored", "failed"]),
  error: z.string().nullable(),
  receivedAt: instantSchema,
  processedAt: instantSchema.nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;
