import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

/** Largest image in bytes, before it is encoded: the limit of the strictest provider (5 MB of Base64), with some room. */
export const MAXIMUM_IMAGE_BYTES = 3.5 * 1024 * 1024;

export const imageTypeSchema = z.enum(["image/png", "image/jpeg", "image/webp", "image/gif"]);
export type ImageType = z.infer<typeof imageTypeSchema>;

const MAXIMUM_CHARACTERS = Math.ceil(MAXIMUM_IMAGE_BYTES / 3) * 4;

/** What `POST /api/projects/:id/images` takes. */
export const createPromptImageSchema = z.object({
  name: z.string().trim().min(1).max(200).default("image"),
  mediaType: imageTypeSchema,
  /** Base64. */
  data: z.base64("must be Base64").min(4).max(MAXIMUM_CHARACTERS, "an image has at most 3.5 MB"),
});
export type CreatePromptImage = z.infer<typeof createPromptImageSchema>;

/** An image of a prompt, without its bytes: these come from `GET /api/images/:id`. */
export const promptImageSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  name: z.string(),
  mediaType: imageTypeSchema,
  bytes: z.number().int(),
  createdAt: instantSchema,
});
export type PromptImage = z.infer<typeof promptImageSchema>;
