import { z } from "zod";
import { instantSchema } from "./id.ts";

/** Deploy hosts that are reached by an account of theirs. */
export const remoteHostNameSchema = z.enum(["vercel", "render"]);
export type RemoteHostName = z.infer<typeof remoteHostNameSchema>;

/** One thing a connection needs, whether it is there, and what to do when it is not. */
export const connectionFindingSchema = z.object({
  name: z.string(),
  isFine: z.boolean(),
  message: z.string(),
  fix: z.string().nullable(),
});

/** How this installation reaches a deploy host. The token and the secret of its webhooks are never answered. */
export const hostConnectionSchema = z.object({
  host: remoteHostNameSchema,
  /** Where the token comes from: entered in the admin area, which wins, or the environment. */
  source: z.enum(["admin", "environment", "none"]),
  /** Team or owner whose projects are used. */
  scopeId: z.string().nullable(),
  hasWebhookSecret: z.boolean(),
  /** Where the host must send its webhooks. */
  webhookUrl: z.url(),
  /** Of the last check; empty when there was none. */
  findings: z.array(connectionFindingSchema),
  checkedAt: instantSchema.nullable(),
});
export type HostConnection = z.infer<typeof hostConnectionSchema>;

const secret = z.string().trim().min(8, "it is too short to be one").max(500, "it is too long to be one");

/** What `PUT /api/admin/hosts/{host}` takes. A secret that is left out stays as it is. */
export const connectHostSchema = z.object({
  token: secret.optional(),
  scopeId: z
    .string()
    .trim()
    .max(100)
    .transform((text) => (text === "" ? null : text))
    .nullable()
    .default(null),
  webhookSecret: secret.optional(),
});
export type ConnectHost = z.infer<typeof connectHostSchema>;
