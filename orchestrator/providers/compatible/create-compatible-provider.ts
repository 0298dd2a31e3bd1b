import type { Provider } from "#core/ports/provider.ts";
import { createChatProvider } from "../chat-completions/create-chat-provider.ts";
import type { ProviderOptions } from "../provider-options.ts";

/** Any server that speaks OpenAI's Chat Completions: Ollama, llama.cpp, LM Studio, vLLM, OpenRouter and others. */
export const createCompatibleProvider = (options: ProviderOptions): Provider =>
  createChatProvider(
    { ...options, models: options.models ?? [] },
    { provider: "compatible", outputLimit: "max_tokens" },
  );
