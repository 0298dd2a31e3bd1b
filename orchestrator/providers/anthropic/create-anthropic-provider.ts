import Anthropic from "@anthropic-ai/sdk";
import type { Provider } from "#core/ports/provider.ts";
import type { ProviderOptions } from "../provider-options.ts";
import { listModelNames } from "../shared/list-model-names.ts";
import { toProviderError } from "../shared/to-provider-error.ts";
import { anthropicModels } from "./models.ts";
import { streamMessage } from "./stream-message.ts";

const tenMinutes = 10 * 60 * 1000;

/** Anthropic's Claude models over the Messages interface, with its own SDK. Retries are the run loop's, not the SDK's. */
export function createAnthropicProvider(options: ProviderOptions): Provider {
  const { apiKey, baseUrl, clock, fetch, models = anthropicModels } = options;
  const client = new Anthropic({
    apiKey: apiKey ?? null,
    authToken: null,
    webhookKey: null,
    baseURL: baseUrl,
    fetch,
    maxRetries: 0,
    timeout: tenMinutes,
    logLevel: "off",
  });
  return {
    name: "anthropic",
    isDemo: false,
    models: () => models,
    async *stream(request) {
      request.signal.throwIfAborted();
      try {
        const model = models.find(({ name }) => name === request.model);
        yield* streamMessage(client, request, model);
      } catch (error) {
        request.signal.throwIfAborted();
        throw toProviderError(error, { provider: "anthropic", clock, apiKey });
      }
    },
    listModelNames: (signal) =>
      listModelNames((options) => client.models.list(undefined, options), {
        signal,
        provider: "anthropic",
        clock,
        apiKey,
      }),
  };
}
