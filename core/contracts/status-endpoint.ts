import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

/** An address of the owner that hears about a project's deployments. Its secret is answered once, when it is made. */
export const statusEndpointSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  url: z.string(),
  isEnabled: z.boolean(),
  /** Why the platform switched it off. */
  disabledReason: z.string().nullable(),
  /** Until when the secret before the last rotation signs too. */
  previousExpiresAt: instantSchema.nullable(),
  rotatedAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type StatusEndpoint = z.infer<typeof statusEndpointSchema>;

/** The only answers that ever hold a secret: of a new endpoint, and of a rotation. */
export const createdStatusEndpointSchema = statusEndpointSchema.extend({ secret: z.string() });
export type CreatedStatusEndpoint = z.infer<typeof createdStatusEndpointSchema>;

const urlSchema = z
  .string()
  .trim()
  .max(2_000, "an address has at most 2,000 characters")
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    "give the whole address, beginning with https://",
  )
  .refine(
    (text) => !URL.canParse(text) || (new URL(text).username === "" && new URL(text).password === ""),
    "leave out the user name and password; messages are signed instead",
  );

export const createStatusEndpointSchema = z.object({ url: urlSchema });
export const updateStatusEndpointSchema = z.object({ url: urlSchema.optional(), isEnabled: z.boolean().optional() });
export type UpdateStatusEndpoint = z.infer<typeof updateStatusEndpointSchema>;

/** One try to deliver a message. */
export const statusTrySchema = z.object({
  at: instantSchema,
  /** What the receiver answered; null without an answer. */
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  milliseconds: z.number().int().nonnegative(),
});
export type StatusTry = z.infer<typeof statusTrySchema>;

/** One message to one endpoint, with every try to deliver it. */
export const statusMessageSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  endpointId: idSchema,
  deploymentId: idSchema.nullable(),
  event: z.string(),
  payload: z.record(z.string(), z.unknown()),
  state: z.enum(["pending", "delivered", "failed"]),
  tries: z.array(statusTrySchema),
  nextTryAt: instantSchema.nullable(),
  createdAt: instantSchema,
  finishedAt: instantSchema.nullable(),
});
export type StatusMessage = z.infer<typeof statusMessageSchema>;
