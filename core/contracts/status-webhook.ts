import { z } from "zod";
import { deploymentErrorSchema, deploymentStateSchema } from "./deployment.ts";
import { idSchema, instantSchema } from "./id.ts";

/** Body of our own signed status webhook (Standard Webhooks), which moves a `deployments` row forward. */
export const statusWebhookSchema = z.object({
  type: z.literal("deployment.status"),
  timestamp: instantSchema,
  data: z.object({
    deploymentId: idSchema,
    /** Fencing token of the worker that speaks; a stale one is answered 200 and changes nothing. */
    attempt: z.number().int(),
    state: deploymentStateSchema,
    url: z.url().nullable().default(null),
    address: z.string().nullable().default(null),
    framework: z.string().nullable().default(null),
    externalId: z.string().nullable().default(null),
    error: deploymentErrorSchema.nullable().default(null),
  }),
});
export type StatusWebhook = z.infer<typeof statusWebhookSchema>;
