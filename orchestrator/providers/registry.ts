import type { ModelInfo, Provider } from "#core/ports/provider.ts";
import { createAnthropicProvider } from "./anthropic/index.ts";
import { createCompatibleProvider } from "./compatible/index.ts";
import { createOpenAIProvider } from "./openai/index.ts";
import type { ProviderOptions } from "./provider-options.ts";
import { createXaiProvider } from "./xai/index.ts";

/** Every provider that needs an address or a key. A new one is a folder beside this file and a line here. */
export const adapters: Record<string, (options: ProviderOptions) => Provider> = {
  xai: createXaiProvider,
  openai: createOpenAIProvider,
  anthropic: createAnthropicProvider,
  compatible: createCompatibleProvider,
};

/** A model we know by name alone: no price, and a context every current model has. */
export const unknownModel = (name: string): ModelInfo => ({
  name,
  contextTokens: 32_000,
  inputPrice: 0,
  outputPrice: 0,
});
