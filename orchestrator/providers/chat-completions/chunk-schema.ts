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
  prompt_tokens_details: z
    .object({ cached_tokens: count.optional(), cache_write_tokens: count.optional() })
    .nullish()
    .catch(undefined),
  /** What xAI charged, in ten-billionths of a US dollar. */
  cost_in_usd_ticks: z.number().nonnegative().optional().catch(undefined),
  /** What OpenRouter charged, in US dollars. */
  cost: z.number().nonnegative().optional().catch(undefined),
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
            // How xAI, DeepSeek and llama.cpp, and OpenRouter and Ollama, call what may be seen of the reasoning.
            reasoning_content: z.string().nullish(),
            reasoning: z.string().nullish().catch(undefined),
            tool_calls: z.array(toolCallSchema).nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: usageSchema.nullish().catch(undefined),
});
