import type OpenAI from "openai";
import type { FinishReason, ModelInfo, ProviderEvent, ProviderRequest } from "#core/ports/provider.ts";
import { ProviderError } from "../provider-error.ts";
import { countTokens } from "../shared/count-tokens.ts";
import { toUsage } from "../shared/price-usage.ts";
import { chunkSchema, type ChatUsage } from "./chunk-schema.ts";
import { createToolCallCollector } from "./collect-tool-calls.ts";
import { toChatMessages, toChatTools } from "./to-chat-messages.ts";

/** In what servers of this interface differ. */
export interface ChatDialect {
  provider: string;
  /** How the bound of an answer is spelled. */
  outputLimit: "max_tokens" | "max_completion_tokens";
  /** Headers by which a server finds its cache again. */
  cacheHeaders?: (cacheKey: string) => Record<string, string>;
}

const finishReasons: Record<string, FinishReason> = {
  stop: "stop",
  end_turn: "stop",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  length: "length",
  max_tokens: "length",
  content_filter: "refusal",
};

function toRequestBody(request: ProviderRequest, dialect: ChatDialect) {
  return {
    model: request.model,
    messages: toChatMessages(request.messages),
    stream: true as const,
    stream_options: { include_usage: true },
    ...(request.tools.length > 0 ? { tools: toChatTools(request.tools) } : {}),
    ...(request.maxOutputTokens === undefined ? {} : { [dialect.outputLimit]: request.maxOutputTokens }),
  };
}

/** Reasoning is billed as output; xAI counts it beside `completion_tokens`, OpenAI among them. */
const readUsage = (usage: ChatUsage) => ({
  input: usage.prompt_tokens,
  cachedInput: usage.prompt_tokens_details?.cached_tokens ?? 0,
  cacheWrite: usage.prompt_tokens_details?.cache_write_tokens ?? 0,
  output: Math.max(usage.completion_tokens, (usage.total_tokens ?? 0) - usage.prompt_tokens),
});

const ticksPerDollar = 10_000_000_000;

/** What the server says it charged, which beats our list of prices. */
const readCost = ({ cost, cost_in_usd_ticks: ticks }: ChatUsage): number | undefined =>
  ticks === undefined ? cost : ticks / ticksPerDollar;

function toFinishReason(given: string, hasCalls: boolean, isRefused: boolean): FinishReason {
  const reason = finishReasons[given] ?? "stop";
  if (reason === "length" || reason === "refusal") return reason;
  if (hasCalls) return "tool-calls";
  return isRefused ? "refusal" : "stop";
}

/**
 * Streams one answer of the Chat Completions interface as provider events. Throws ProviderError when the stream ends without
 * a reason to finish; faults of the SDK and the network pass as they are.
 */
export async function* streamChatCompletion(
  client: OpenAI,
  request: ProviderRequest,
  model: ModelInfo | undefined,
  dialect: ChatDialect,
): AsyncGenerator<ProviderEvent> {
  const { provider } = dialect;
  const headers = request.cacheKey ? dialect.cacheHeaders?.(request.cacheKey) : undefined;
  const stream = await client.chat.completions.create(toRequestBody(request, dialect), {
    signal: request.signal,
    ...(headers ? { headers } : {}),
  });
  let calls: ReturnType<typeof createToolCallCollector> | null = null;
  let [finish, usage, isRefused, characters] = ["", undefined as ChatUsage | undefined, false, 0];
  for await (const raw of stream) {
    const chunk = chunkSchema.parse(raw);
    usage = chunk.usage ?? usage;
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    finish = choice.finish_reason || finish;
    const { content, refusal, reasoning, reasoning_content, tool_calls: deltas } = choice.delta ?? {};
    const thought = reasoning_content || reasoning || "";
    if (thought !== "") yield { type: "reasoning-delta", text: thought };
    characters += thought.length;
    isRefused ||= Boolean(refusal);
    const text = `${content ?? ""}${refusal ?? ""}`;
    if (text !== "") yield { type: "text-delta", text };
    characters += text.length;
    for (const delta of deltas ?? []) {
      calls ??= createToolCallCollector(chunk.id || `answer-${request.messages.length}`);
      characters += delta.function?.arguments?.length ?? 0;
      yield* calls.add(delta);
    }
  }
  request.signal.throwIfAborted();
  if (finish === "error") throw new ProviderError({ code: "provider_failed", provider });
  if (finish === "") throw new ProviderError({ code: "provider_stream_cut", provider });
  if (calls) yield* calls.endAll();
  const tokens = countTokens(usage && readUsage(usage), request, characters);
  const reason = toFinishReason(finish, calls?.hasCalls ?? false, isRefused);
  yield { type: "finish", reason, usage: toUsage(model, tokens, usage && readCost(usage)) };
}
