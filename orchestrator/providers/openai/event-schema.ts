import { z } from "zod";

const count = z.number().nonnegative().catch(0);

const itemSchema = z.looseObject({
  type: z.string(),
  id: z.string().nullish(),
  call_id: z.string().optional(),
  name: z.string().optional(),
  arguments: z.string().optional(),
});

const responseSchema = z.object({
  status: z.string().nullish(),
  output: z.array(itemSchema).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  usage: z
    .object({
      input_tokens: count,
      input_tokens_details: z
        .object({ cached_tokens: count.optional(), cache_write_tokens: count.optional() })
        .nullish()
        .catch(undefined),
      output_tokens: count,
    })
    .nullish()
    .catch(undefined),
});
export type FinalResponse = z.infer<typeof responseSchema>;

const known = z.discriminatedUnion("type", [
  z.object({ type: z.literal("response.output_text.delta"), delta: z.string() }),
  z.object({ type: z.literal("response.refusal.delta"), delta: z.string() }),
  z.object({ type: z.literal("response.reasoning_summary_text.delta"), delta: z.string() }),
  z.object({ type: z.literal("response.output_item.added"), output_index: z.number(), item: itemSchema }),
  z.object({ type: z.literal("response.function_call_arguments.delta"), output_index: z.number(), delta: z.string() }),
  z.object({ type: z.literal("response.output_item.done"), output_index: z.number(), item: itemSchema }),
  z.object({ type: z.literal("response.completed"), response: responseSchema }),
  z.object({ type: z.literal("response.incomplete"), response: responseSchema }),
  z.object({ type: z.literal("response.failed"), response: responseSchema }),
]);
export type ResponseEvent = z.infer<typeof known>;

const names: ReadonlySet<string> = new Set(known.options.flatMap(({ shape }) => [...shape.type.values]));

/** One event of the stream, or null for those we have no use for. https://developers.openai.com/api/docs/guides/streaming-responses */
export function readEvent(raw: unknown): ResponseEvent | null {
  const { type } = z.object({ type: z.string() }).parse(raw);
  return names.has(type) ? known.parse(raw) : null;
}
