import type { MessagePart, ProviderRequest } from "#core/ports/provider.ts";
import type { Tokens } from "./price-usage.ts";

const charactersPerToken = 4;
/** About what a large image costs with every provider. */
const tokensPerImage = 1_500;

function sizeOf(part: MessagePart): number {
  switch (part.type) {
    case "text":
      return part.text.length;
    case "tool-call":
      return part.arguments.length;
    case "tool-result":
      return part.content.length;
    case "image":
      return tokensPerImage * charactersPerToken;
  }
}

/** Usage of an answer by its size. */
function estimateTokens(request: ProviderRequest, outputCharacters: number): Tokens {
  const messages = request.messages.flatMap(({ parts }) => parts).reduce((sum, part) => sum + sizeOf(part), 0);
  const tools = request.tools.length > 0 ? JSON.stringify(request.tools).length : 0;
  return {
    input: Math.ceil((messages + tools) / charactersPerToken),
    cachedInput: 0,
    output: Math.ceil(outputCharacters / charactersPerToken),
  };
}

/** What the server counted; by size where it counted nothing, as many servers on one's own machine do, so that budgets hold there too. */
export const countTokens = (
  told: Tokens | null | undefined,
  request: ProviderRequest,
  outputCharacters: number,
): Tokens => (told && told.input + told.output > 0 ? told : estimateTokens(request, outputCharacters));
