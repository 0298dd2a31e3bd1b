import type { ModelInfo, Provider } from "#core/ports/provider.ts";

/** What a model has that its provider tells nothing about. */
const unknownModel = (name: string): ModelInfo => ({ name, contextTokens: 32_000, inputPrice: 0, outputPrice: 0 });

/** What a provider tells about one of its models. */
export const findModel = (provider: Provider, name: string): ModelInfo =>
  provider.models().find((model) => model.name === name) ?? unknownModel(name);
