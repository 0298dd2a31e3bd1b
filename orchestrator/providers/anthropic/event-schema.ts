import { z } from "zod";

const count = z.number().nonnegative().nullish().catch(undefined);

const usageSchema = z.object({
  input_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count,
  output_tokens: count,
});
export type MessageUsage = z.infer<typeof usageSchema>;

const blockSchema = z.looseObject({ type: z.string(), id: z.string().optional(), name: z.string().optional() });
export type MessageBlock = z.infer<typeof blockSchema>;

const known = z.discriminatedUnion("type", [
  z.object({ type: z.literal("message_start"), message: z.object({ usage: usageSchema.nullish() }) }),
  z.object({ type: z.literal("content_block_start"), index: z.number(), content_block: blockSchema }),
  z.object({
    type: z.literal("content_block_delta"),
    index: z.number(),
    delta: z.looseObject({
      type: z.string(),
      text: z.string().optional(),
      partial_json: z.string().optional(),
      thinking: z.string().optional(),
      signature: z.string().optional(),
    }),
  }),
  z.object({ type: z.literal("content_block_stop"), index: z.number() }),
  z.object({
    type: z.literal("message_delta"),
    delta: z.object({ stop_reason: z.string().nullish() }),
    usage: usageSchema.nullish(),
  }),
  z.object({ type: z.literal("message_stop") }),
]);
export type MessageEvent = z.infer<typeof known>;

const names: ReadonlySet<string> = new Set(known.options.flatMap(({ shape }) => [...shape.type.values]));

/** One event of the stream, or null for those we have no use for. https://platform.claude.com/docs/en/build-with-claude/streaming */
export function readEvent(raw: unknown): MessageEvent | null {
  const { type } = z.object({ type: z.string() }).parse(raw);
  return names.has(type) ? known.parse(raw) : null;
}
