import type { ModelMessage, ToolDefinition } from "#core/ports/provider.ts";

/** Fewer characters a token than any tokenizer of today needs for code, so that the estimate errs on the safe side. */
export const CHARACTERS_PER_TOKEN = 3.2;
const TOKENS_PER_IMAGE = 1_600;

/**
 * Characters of a message, as far as they count for the model. An answer goes back to the model that gave it in its
 * provider's own form, which holds its reasoning as well; to any other model it goes as its parts.
 */
export const sizeOfMessage = ({ parts, native }: ModelMessage): number => {
  const size = parts.reduce((sum, part) => {
    if (part.type === "text") return sum + part.text.length;
    if (part.type === "tool-call") return sum + part.arguments.length;
    if (part.type === "tool-result") return sum + part.content.length;
    return sum + TOKENS_PER_IMAGE * CHARACTERS_PER_TOKEN;
  }, 0);
  return Math.max(size, native?.content.length ?? 0);
};

export const sizeOfTools = (tools: readonly ToolDefinition[]): number => JSON.stringify(tools).length;

/** Tokens a request may come to, rather too many than too few. */
export const estimateTokens = (messages: ModelMessage[], tools: readonly ToolDefinition[]): number =>
  Math.ceil(messages.reduce((sum, message) => sum + sizeOfMessage(message), sizeOfTools(tools)) / CHARACTERS_PER_TOKEN);
