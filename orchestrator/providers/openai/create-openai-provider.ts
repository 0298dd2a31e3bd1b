import { NotFoundError } from "openai";
import type { Provider, ProviderRequest } from "#core/ports/provider.ts";
import { createOpenAIClient } from "../chat-completions/create-openai-client.ts";
import { streamChatCompletion, type ChatDialect } from "../chat-completions/stream-chat-completion.ts";
import type { ProviderOptions } from "../provider-options.ts";
import { listModelNames } from "../shared/list-model-names.ts";
import { toProviderError } from "../shared/to-provider-error.ts";
import { openaiModels } from "./models.ts";
import { streamResponse } from "./stream-response.ts";

const dialect: ChatDialect = { provider: "openai", outputLimit: "max_completion_tokens" };

/** A server without the Responses interface answers 404 to its address, and does not speak of a model. */
const isWithoutResponses = (error: unknown) => error instanceof NotFoundError && !/\bmodel\b/i.test(error.message);

/**
 * OpenAI's models over the Responses interface, which newer ones need for tools. Gateways that have Chat Completions alone
 * are noticed by the first answer and spoken to in that from then on.
 */
export function createOpenAIProvider(options: ProviderOptions): Provider {
  const { apiKey, clock, models = openaiModels } = options;
  const client = createOpenAIClient(options);
  let hasResponses = true;

  async function* open(request: ProviderRequest) {
    const model = models.find(({ name }) => name === request.model);
    if (hasResponses) {
      try {
        yield* streamResponse(client, request, model);
        return;
      } catch (error) {
        if (!isWithoutResponses(error)) throw error;
        hasResponses = false;
      }
    }
    yield* streamChatCompletion(client, request, model, dialect);
  }

  return {
    name: "openai",
    isDemo: false,
    models: () => models,
    async *stream(request) {
      request.signal.throwIfAborted();
      try {
        yield* open(request);
      } catch (error) {
        request.signal.throwIfAborted();
        throw toProviderError(error, { provider: "openai", clock, apiKey });
      }
    },
    listModelNames: (signal) =>
      listModelNames((options) => client.models.list(options), { signal, provider: "openai", clock, apiKey }),
  };
}
