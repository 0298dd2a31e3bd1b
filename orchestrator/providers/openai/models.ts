import type { ModelInfo } from "#core/ports/provider.ts";

/**
 * From https://developers.openai.com/api/docs/models, November 2026. Above 272,000 tokens of input the whole request costs
 * double for input and cache, and one and a half times for output.
 */
const model = (
  name: string,
  [inputPrice, cachedInputPrice, cacheWritePrice, outputPrice]: [number, number, number, number],
): ModelInfo => ({
  name,
  contextTokens: 922_000,
  inputPrice,
  cachedInputPrice,
  cacheWritePrice,
  outputPrice,
  longInput: {
    aboveTokens: 272_000,
    inputPrice: inputPrice * 2,
    cachedInputPrice: cachedInputPrice * 2,
    cacheWritePrice: cacheWritePrice * 2,
    outputPrice: outputPrice * 1.5,
  },
});

export const openaiModels: ModelInfo[] = [
  model("gpt-6.2-sol", [2, 0.1, 2.5, 10]),
  model("gpt-6.2-astra", [8, 0.4, 10, 40]),
  model("gpt-6.1-terra", [1, 0.05, 1.25, 5]),
  model("gpt-6-luna", [0.1, 0.01, 0.125, 0.5]),
];
