import { z } from "zod";

const count = z.number().nonnegative().catch(0);

const toolCallSchema = z.object({
  index: z.number().int().nonnegative().optional(),
  id: z.string().nullish(),
  function: z
    .object({
      name: z.string().nullish(),
      // Some servers send the arguments as an object, not as text.
      arguments: z
        .union([z.string(), z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value))])
        .nullish(),
    })
    .nullish(),
});
export type ToolCallDelta = z.infer<typeof toolCallSchema>;

const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count.optional(),
  prompt_tokens_details: z.object({ cached_tokens: count.optional() }).nullish().catch(undefined),
});
export type ChatUsage = z.infer<typeof usageSchema>;

/**
 * What we read of a `chat.completion.chunk`. Tolerant on purpose: compatible servers leave out ids and indexes, and add
 * fields of their own. https://platform.openai.com/docs/api-reference/chat-streaming
 */
export const chunkSchema = z.object({
  id: z.string().nullish(),
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z.array(toolCallSchema).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish().catch(undefined),
});
