import type { ModelInfo, Provider } from "#core/ports/provider.ts";
import type { ProviderOptions } from "../provider-options.ts";
import { listModelNames } from "../shared/list-model-names.ts";
import { toProviderError } from "../shared/to-provider-error.ts";
import { createOpenAIClient } from "./create-openai-client.ts";
import { streamChatCompletion, type ChatDialect } from "./stream-chat-completion.ts";

/** A provider that speaks OpenAI's Chat Completions, with the models and the dialect of one server. */
export function createChatProvider(options: ProviderOptions & { models: ModelInfo[] }, dialect: ChatDialect): Provider {
  const { provider } = dialect;
  const { apiKey, clock, models } = options;
  const client = createOpenAIClient(options);
  return {
    name: provider,
    isDemo: false,
    models: () => models,
    async *stream(request) {
      request.signal.throwIfAborted();
      try {
        const model = models.find(({ name }) => name === request.model);
        yield* streamChatCompletion(client, request, model, dialect);
      } catch (error) {
        request.signal.throwIfAborted();
        throw toProviderError(error, { provider, clock, apiKey });
      }
    },
    listModelNames: (signal) =>
      listModelNames((options) => client.models.list(options), { signal, provider, clock, apiKey }),
  };
}
