import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";

/** The one prompt of runs today. */
export const SYSTEM_PROMPT_NAME = "builder";

/** One version of a system prompt. At most one version per name is active. */
export const promptSchema = z.object({
  id: idSchema,
  name: z.string(),
  version: z.number().int().min(1),
  content: z.string(),
  notes: z.string(),
  isActive: z.boolean(),
  createdBy: idSchema.nullable(),
  createdAt: instantSchema,
  /** When it last became the active one; null when it never was. */
  activatedAt: instantSchema.nullable(),
});
export type Prompt = z.infer<typeof promptSchema>;

/** A version without its text: what anybody signed in may know, to choose one. */
export const promptVersionSchema = promptSchema.pick({
  name: true,
  version: true,
  notes: true,
  isActive: true,
  createdAt: true,
});
export type PromptVersion = z.infer<typeof promptVersionSchema>;

/** A version without its text, as the list of an admin has it. */
export const promptSummarySchema = promptSchema.omit({ content: true });
export type PromptSummary = z.infer<typeof promptSummarySchema>;

export const promptVersionNumberSchema = z.number().int().min(1).max(1_000_000);

const promptContentSchema = z
  .string()
  .min(20, "a system prompt has 20 characters or more")
  .max(100_000, "a system prompt has at most 100,000 characters");

/** `POST /api/admin/prompts/:name/versions`. */
export const createPromptVersionSchema = z.object({
  content: promptContentSchema,
  notes: z.string().trim().max(500, "a note has at most 500 characters").default(""),
});
export type CreatePromptVersion = z.input<typeof createPromptVersionSchema>;

/** `POST /api/admin/prompts/:name/activate`. */
export const activatePromptSchema = z.object({ version: promptVersionNumberSchema });

/** `POST /api/admin/prompts/:name/test`: the text as it is in the editor, saved or not. */
export const testPromptSchema = z.object({
  content: promptContentSchema,
  /** What the pretended person asks. */
  sample: z.string().trim().min(1, "say what the AI should be asked").max(4_000),
  model: z.string().max(200).optional(),
});
export type TestPrompt = z.infer<typeof testPromptSchema>;

/** One event of the stream a test run answers, one JSON a line of `text/event-stream`. */
export const promptTestEventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("start"), model: z.string(), isDemo: z.boolean() }),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("call"), tool: z.string(), arguments: z.string() }),
  z.object({
    type: z.literal("finish"),
    reason: z.string(),
    inputTokens: z.number(),
    cachedInputTokens: z.number().default(0),
    outputTokens: z.number(),
    costUsd: z.number(),
  }),
  z.object({ type: z.literal("error"), detail: z.string(), fix: z.string(), code: z.string() }),
]);
export type PromptTestEvent = z.infer<typeof promptTestEventSchema>;
