import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

export const tokenScopeSchema = z.enum(["read", "write"]);
export type TokenScope = z.infer<typeof tokenScopeSchema>;

/** A stored access token; the token itself is shown once and kept only as a hash. */
export const accessTokenSchema = z.object({
  id: idSchema,
  ownerId: idSchema,
  projectId: idSchema.nullable(),
  name: z.string(),
  scope: tokenScopeSchema,
  /** The last four characters, to tell tokens apart. */
  hint: z.string(),
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type AccessToken = z.infer<typeof accessTokenSchema>;

/** What `POST /api/access-tokens` takes. Without `projectId` the token reaches all of the owner's projects. */
export const createAccessTokenSchema = z.object({
  name: z.string().trim().max(80).default("Access token"),
  projectId: idSchema.optional(),
  scope: tokenScopeSchema,
  expiresInDays: z.number().int().min(1).max(365).default(90),
});
export type CreateAccessToken = z.infer<typeof createAccessTokenSchema>;
