import type { PlannedCall } from "#core/ports/budget-store.ts";
import type { ModelInfo } from "#core/ports/provider.ts";

const MILLION = 1_000_000;

/** An answer with less room than this cannot do anything useful. */
const LEAST_ANSWER_TOKENS = 1_000;

/** The dearest that so much input can be: none of it cached, all of it put into a cache. */
const highestPrices = (model: ModelInfo, inputTokens: number): { input: number; output: number } => {
  const prices = model.longInput !== undefined && inputTokens > model.longInput.aboveTokens ? model.longInput : model;
  return { input: Math.max(prices.inputPrice, prices.cacheWritePrice ?? 0), output: prices.outputPrice };
};

/** What a call of a model may come to, at its dearest: what its budgets have to have left. */
export const planCall = (
  model: ModelInfo,
  inputTokens: number,
  { step, mostOutputTokens }: { step: number; mostOutputTokens: number },
): PlannedCall => {
  const prices = highestPrices(model, inputTokens);
  return {
    step,
    inputTokens,
    inputUsd: (inputTokens * prices.input) / MILLION,
    leastOutputTokens: LEAST_ANSWER_TOKENS,
    mostOutputTokens: Math.min(mostOutputTokens, Math.max(LEAST_ANSWER_TOKENS, model.contextTokens - inputTokens)),
    outputPrice: prices.output,
  };
};

/** What an answer that broke off has used, as far as it can be known: budgets must hold there as well. */
export const estimateUsage = (model: ModelInfo, inputTokens: number, characters: number) => {
  const outputTokens = Math.ceil(characters / 4);
  return {
    inputTokens,
    cachedInputTokens: 0,
    outputTokens,
    costUsd: (inputTokens * model.inputPrice + outputTokens * model.outputPrice) / MILLION,
  };
};
