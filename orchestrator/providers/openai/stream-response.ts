import type OpenAI from "openai";
import type { FinishReason, ModelInfo, ProviderEvent, ProviderRequest } from "#core/ports/provider.ts";
import { ProviderError, type ProviderErrorCode } from "../provider-error.ts";
import { countTokens } from "../shared/count-tokens.ts";
import { toUsage } from "../shared/price-usage.ts";
import { readEvent, type FinalResponse, type ResponseEvent } from "./event-schema.ts";
import { toResponseInput, toResponseTools } from "./to-response-input.ts";

const provider = "openai";

const toRequestBody = (request: ProviderRequest, input: OpenAI.Responses.ResponseInputItem[]) => ({
  model: request.model,
  input,
  stream: true as const,
  // Nothing is kept there: what the model needs again of its reasoning comes back to us, encrypted.
  store: false,
  include: ["reasoning.encrypted_content" as const],
  reasoning: { summary: "auto" as const },
  ...(request.tools.length > 0 ? { tools: toResponseTools(request.tools) } : {}),
  ...(request.maxOutputTokens === undefined ? {} : { max_output_tokens: request.maxOutputTokens }),
  ...(request.cacheKey === undefined ? {} : { prompt_cache_key: request.cacheKey }),
});

interface OpenCall {
  callId: string;
  tool: string;
  arguments: string;
}

/** The function calls of one answer, by their place in it. */
function createCallReader() {
  const open = new Map<number, OpenCall>();
  return {
    count: 0,
    *begin(
      index: number,
      item: { call_id?: string | undefined; name?: string | undefined; id?: string | null | undefined },
    ): Generator<ProviderEvent> {
      const call = { callId: item.call_id ?? item.id ?? `call-${index}`, tool: item.name ?? "", arguments: "" };
      open.set(index, call);
      this.count += 1;
      yield { type: "tool-call-start", callId: call.callId, tool: call.tool };
    },
    *add(index: number, text: string): Generator<ProviderEvent> {
      const call = open.get(index);
      if (!call || text === "") return;
      call.arguments += text;
      yield { type: "tool-call-delta", callId: call.callId, text };
    },
    *end(index: number, whole: string | undefined): Generator<ProviderEvent> {
      const call = open.get(index);
      if (!call) return;
      open.delete(index);
      // Some gateways send the arguments at the end alone.
      if (call.arguments === "" && whole) yield { type: "tool-call-delta", callId: call.callId, text: whole };
      const text = call.arguments || whole || "{}";
      yield { type: "tool-call-end", callId: call.callId, tool: call.tool, arguments: text };
    },
  };
}

const failures: Record<string, ProviderErrorCode> = {
  rate_limit_exceeded: "provider_rate_limited",
  insufficient_quota: "provider_quota_exhausted",
  context_length_exceeded: "provider_context_exceeded",
  server_is_overloaded: "provider_overloaded",
  slow_down: "provider_overloaded",
};

function failed({ error }: FinalResponse): ProviderError {
  const code = failures[error?.code ?? ""] ?? "provider_failed";
  return new ProviderError({ code, provider, reason: error?.message ?? undefined });
}

function toFinishReason(
  isIncomplete: boolean,
  response: FinalResponse,
  calls: number,
  isRefused: boolean,
): FinishReason {
  const reason = response.incomplete_details?.reason;
  if (reason === "content_filter") return "refusal";
  if (isIncomplete) return "length";
  if (calls > 0) return "tool-calls";
  return isRefused ? "refusal" : "stop";
}

const readTokens = (usage: NonNullable<FinalResponse["usage"]>) => ({
  input: usage.input_tokens,
  cachedInput: usage.input_tokens_details?.cached_tokens ?? 0,
  cacheWrite: usage.input_tokens_details?.cache_write_tokens ?? 0,
  output: usage.output_tokens,
});

type Calls = ReturnType<typeof createCallReader>;

/** What one event adds to the answer. */
function* toEvents(event: ResponseEvent, calls: Calls): Generator<ProviderEvent> {
  switch (event.type) {
    case "response.output_text.delta":
    case "response.refusal.delta":
      yield { type: "text-delta", text: event.delta };
      break;
    case "response.reasoning_summary_text.delta":
      yield { type: "reasoning-delta", text: event.delta };
      break;
    case "response.output_item.added":
      if (event.item.type === "function_call") yield* calls.begin(event.output_index, event.item);
      else yield { type: "reasoning-delta", text: "" };
      break;
    case "response.function_call_arguments.delta":
      yield* calls.add(event.output_index, event.delta);
      break;
    case "response.output_item.done":
      if (event.item.type === "function_call") yield* calls.end(event.output_index, event.item.arguments);
      break;
    default:
      break;
  }
}

/**
 * Streams one answer of the Responses interface as provider events. Throws ProviderError when the response fails or the
 * stream ends before it is complete; faults of the SDK and the network pass as they are.
 */
export async function* streamResponse(
  client: OpenAI,
  request: ProviderRequest,
  model: ModelInfo | undefined,
): AsyncGenerator<ProviderEvent> {
  const { input, prefix } = toResponseInput(request.messages, { provider, model: request.model });
  const stream = await client.responses.create(toRequestBody(request, input), { signal: request.signal });
  const calls = createCallReader();
  let [final, isIncomplete, isRefused, characters] = [null as FinalResponse | null, false, false, 0];
  for await (const raw of stream) {
    const event = readEvent(raw);
    if (!event) continue;
    if (event.type === "response.failed") throw failed(event.response);
    isRefused ||= event.type === "response.refusal.delta";
    if ("delta" in event) characters += event.delta.length;
    yield* toEvents(event, calls);
    if (event.type === "response.completed" || event.type === "response.incomplete") {
      final = event.response;
      // Gateways announce an unfinished answer as completed, and tell the truth in its status.
      isIncomplete = event.type === "response.incomplete" || final.status === "incomplete";
    }
  }
  request.signal.throwIfAborted();
  if (!final) throw new ProviderError({ code: "provider_stream_cut", provider });
  const tokens = countTokens(final.usage && readTokens(final.usage), request, characters);
  const reason = toFinishReason(isIncomplete, final, calls.count, isRefused);
  const content = JSON.stringify(final.output ?? []);
  const isWhole = !isIncomplete && (final.output?.length ?? 0) > 0;
  yield {
    type: "finish",
    reason,
    usage: toUsage(model, tokens),
    ...(isWhole ? { native: { provider, model: request.model, prefix, content } } : {}),
  };
}
