import { z } from "zod";
import { templateSchema } from "./template.ts";

const partSchema = z.object({ mode: z.enum(["embedded", "connected"]), label: z.string() });

/** What `GET /api/config` tells anyone: where Supabase is, and which parts are embedded. Never a secret. */
export const publicConfigSchema = z.object({
  version: z.string(),
  url: z.url(),
  supabaseUrl: z.url(),
  supabasePublishableKey: z.string(),
  gitHost: z.string(),
  deployHost: z.string(),
  provider: z.string(),
  model: z.string(),
  templates: z.array(templateSchema),
  parts: z.object({
    database: partSchema,
    supabase: partSchema,
    gitHost: partSchema,
    deployHost: partSchema,
    provider: partSchema,
  }),
  /** What does not work on this installation, and how to mend it (no sandbox, for one). */
  warnings: z.array(z.object({ code: z.string(), message: z.string(), fix: z.string() })),
});
export type PublicConfig = z.infer<typeof publicConfigSchema>;
