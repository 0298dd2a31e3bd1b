import type { Provider } from "#core/ports/provider.ts";
import { createChatProvider } from "../chat-completions/create-chat-provider.ts";
import type { ProviderOptions } from "../provider-options.ts";
import { xaiModels } from "./models.ts";

/**
 * xAI's Grok models over Chat Completions. Its own ways: a tool call comes in one piece, reasoning tokens are counted beside
 * the completion's, the exact cost comes with the usage, a wrong key is answered 400, and a header that names the conversation
 * sends it to the server that has it in its cache.
 */
export const createXaiProvider = (options: ProviderOptions): Provider =>
  createChatProvider(
    { ...options, models: options.models ?? xaiModels },
    {
      provider: "xai",
      outputLimit: "max_completion_tokens",
      cacheHeaders: (cacheKey) => ({ "x-grok-conv-id": cacheKey }),
    },
  );
