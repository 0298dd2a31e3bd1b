import type Anthropic from "@anthropic-ai/sdk";
import type { FinishReason, ModelInfo, ProviderEvent, ProviderRequest } from "#core/ports/provider.ts";
import { ProviderError } from "../provider-error.ts";
import { toUsage } from "../shared/price-usage.ts";
import { createBlockCollector } from "./collect-blocks.ts";
import { readEvent, type MessageUsage } from "./event-schema.ts";
import { toAnthropicMessages, toAnthropicTools, type Conversation } from "./to-anthropic-messages.ts";

const provider = "anthropic";
/** The interface wants a bound; the run loop gives one as a rule. */
const usualOutputTokens = 32_000;

const finishReasons: Record<string, FinishReason> = {
  end_turn: "stop",
  stop_sequence: "stop",
  pause_turn: "stop",
  tool_use: "tool-calls",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  refusal: "refusal",
};

/** Models before Opus 4.6 and Sonnet 4.6 do not decide by themselves how much to think. */
const isAdaptive = (model: string) => !/^claude-(?:3|(?:opus|sonnet|haiku)-4(?:-[0-5])?(?:-\d{8})?$)/.test(model);

const cache = { type: "ephemeral" } as const;

function toRequestBody(request: ProviderRequest, { system, messages }: Conversation) {
  const [last, ...earlier] = system.toReversed();
  return {
    model: request.model,
    max_tokens: request.maxOutputTokens ?? usualOutputTokens,
    stream: true as const,
    messages,
    // Tools and system prompt stay the same in all runs; the conversation is cached up to its end as it grows.
    ...(last ? { system: [...earlier.toReversed(), { ...last, cache_control: cache }] } : {}),
    cache_control: cache,
    ...(request.tools.length > 0 ? { tools: toAnthropicTools(request.tools) } : {}),
    // Summarised, so that a long thought shows signs of life and what is said between calls can be read.
    ...(isAdaptive(request.model) ? { thinking: { type: "adaptive" as const, display: "summarized" as const } } : {}),
  };
}

/** Counts are told at the start and again, more exactly, at the end. */
const merge = (before: MessageUsage, after: MessageUsage): MessageUsage => ({
  input_tokens: after.input_tokens ?? before.input_tokens,
  cache_creation_input_tokens: after.cache_creation_input_tokens ?? before.cache_creation_input_tokens,
  cache_read_input_tokens: after.cache_read_input_tokens ?? before.cache_read_input_tokens,
  output_tokens: after.output_tokens ?? before.output_tokens,
});

/** Here `input_tokens` are those neither read from nor written to the cache. */
function readTokens(usage: MessageUsage) {
  const [cachedInput, cacheWrite] = [usage.cache_read_input_tokens ?? 0, usage.cache_creation_input_tokens ?? 0];
  return {
    input: (usage.input_tokens ?? 0) + cachedInput + cacheWrite,
    cachedInput,
    cacheWrite,
    output: usage.output_tokens ?? 0,
  };
}

/**
 * Streams one answer of the Messages interface as provider events. Throws ProviderError when the stream ends before the
 * message does; faults of the SDK and the network pass as they are.
 */
export async function* streamMessage(
  client: Anthropic,
  request: ProviderRequest,
  model: ModelInfo | undefined,
): AsyncGenerator<ProviderEvent> {
  const owner = { provider, model: request.model };
  const conversation = toAnthropicMessages(request.messages, request.tools, owner);
  const stream = await client.messages.create(toRequestBody(request, conversation), { signal: request.signal });
  const blocks = createBlockCollector();
  let [usage, stopReason, isStopped] = [{} as MessageUsage, "", false];
  for await (const raw of stream) {
    const event = readEvent(raw);
    if (event?.type === "message_start") usage = merge(usage, event.message.usage ?? {});
    else if (event?.type === "content_block_start") yield* blocks.begin(event.index, event.content_block);
    else if (event?.type === "content_block_delta") yield* blocks.add(event.index, event.delta);
    else if (event?.type === "content_block_stop") yield* blocks.end(event.index);
    else if (event?.type === "message_delta") {
      stopReason = event.delta.stop_reason ?? stopReason;
      usage = merge(usage, event.usage ?? {});
    } else if (event?.type === "message_stop") isStopped = true;
  }
  request.signal.throwIfAborted();
  if (!isStopped || stopReason === "") throw new ProviderError({ code: "provider_stream_cut", provider });
  const known = finishReasons[stopReason] ?? "stop";
  const reason = known === "stop" && blocks.calls > 0 ? "tool-calls" : known;
  const isReusable = blocks.isWhole && reason !== "length" && reason !== "refusal";
  yield {
    type: "finish",
    reason,
    usage: toUsage(model, readTokens(usage)),
    ...(isReusable ? { native: { ...owner, prefix: conversation.prefix, content: blocks.toContent() } } : {}),
  };
}
