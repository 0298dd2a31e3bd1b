import { z } from "zod";

/** RFC 9457 problem details, with a stable `code` and a `fix` that says what to do. Sent as application/problem+json. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  fix: z.string(),
  data: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
