import type { ModelInfo } from "#core/ports/provider.ts";

/** From https://platform.claude.com/docs/en/about-claude/pricing, November 2026; writing to the cache is for five minutes. */
export const anthropicModels: ModelInfo[] = [
  {
    name: "claude-opus-5-5",
    contextTokens: 1_000_000,
    inputPrice: 4,
    cachedInputPrice: 0.2,
    cacheWritePrice: 5,
    outputPrice: 20,
  },
  {
    name: "claude-sonnet-5-5",
    contextTokens: 1_000_000,
    inputPrice: 2,
    cachedInputPrice: 0.1,
    cacheWritePrice: 2.5,
    outputPrice: 10,
  },
  {
    name: "claude-fable-5-2",
    contextTokens: 1_000_000,
    inputPrice: 8,
    cachedInputPrice: 0.2,
    cacheWritePrice: 10,
    outputPrice: 40,
  },
  {
    name: "claude-haiku-5-5",
    contextTokens: 1_000_000,
    inputPrice: 0.1,
    cachedInputPrice: 0.01,
    cacheWritePrice: 0.125,
    outputPrice: 0.5,
    longInput: {
      aboveTokens: 100_000,
      inputPrice: 0.5,
      cachedInputPrice: 0.05,
      cacheWritePrice: 0.625,
      outputPrice: 2.5,
    },
  },
];
