import { z } from "zod";

/**
 * An edit made by hand that is not committed yet. `content` null deletes the file. `blobSha` names what the file held
 * when the edit began, null when there was no file: it tells whether somebody else changed it meanwhile.
 */
export const draftSchema = z.object({
  path: z.string(),
  content: z.string().nullable(),
  blobSha: z.string().nullable(),
});
export type Draft = z.infer<typeof draftSchema>;

export const draftsSchema = z.record(z.string(), draftSchema);
/** By path. */
export type Drafts = Readonly<Record<string, Draft>>;
