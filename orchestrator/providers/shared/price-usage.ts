import type { Usage } from "#core/contracts/run.ts";
import type { ModelInfo } from "#core/ports/provider.ts";

export interface Tokens {
  /** All tokens of the prompt, those read from and written to a cache among them. */
  input: number;
  cachedInput: number;
  /** Tokens put into the provider's cache, where that has a price of its own. */
  cacheWrite?: number;
  output: number;
}

const million = 1_000_000;

/** What an answer cost, in US dollars, by the model's list price; 0 for a model without one. */
export function priceTokens(model: ModelInfo | undefined, tokens: Tokens): number {
  if (!model) return 0;
  const prices = model.longInput && tokens.input > model.longInput.aboveTokens ? model.longInput : model;
  const cacheWrite = tokens.cacheWrite ?? 0;
  const fresh = Math.max(0, tokens.input - tokens.cachedInput - cacheWrite);
  return (
    (fresh * prices.inputPrice +
      tokens.cachedInput * (prices.cachedInputPrice ?? prices.inputPrice) +
      cacheWrite * (prices.cacheWritePrice ?? prices.inputPrice) +
      tokens.output * prices.outputPrice) /
    million
  );
}

export const toUsage = (model: ModelInfo | undefined, tokens: Tokens, costUsd?: number): Usage => ({
  inputTokens: tokens.input,
  cachedInputTokens: Math.min(tokens.cachedInput, tokens.input),
  outputTokens: tokens.output,
  costUsd: costUsd ?? priceTokens(model, tokens),
});
