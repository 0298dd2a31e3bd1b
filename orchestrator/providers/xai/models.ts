import type { ModelInfo } from "#core/ports/provider.ts";

/**
 * From https://docs.x.ai/developers/models, November 2026. A request whose prompt reaches 200,000 tokens costs double.
 * What xAI reports with each answer is what counts; these prices are for budgets, before it is sent.
 */
const model = (
  name: string,
  contextTokens: number,
  [inputPrice, cachedInputPrice, outputPrice]: [number, number, number],
): ModelInfo => ({
  name,
  contextTokens,
  inputPrice,
  cachedInputPrice,
  outputPrice,
  longInput: {
    aboveTokens: 199_999,
    inputPrice: inputPrice * 2,
    cachedInputPrice: cachedInputPrice * 2,
    outputPrice: outputPrice * 2,
  },
});

export const xaiModels: ModelInfo[] = [
  model("grok-4.7", 500_000, [2, 0.5, 6]),
  model("grok-4.3", 1_000_000, [1.25, 0.2, 2.5]),
  model("grok-4.20-0309-non-reasoning", 1_000_000, [1.25, 0.2, 2.5]),
  model("grok-build-0.1", 256_000, [1, 0.2, 2]),
];
