import type { Clock } from "#core/ports/clock.ts";
import type { ProviderEvent, ProviderRequest } from "#core/ports/provider.ts";
import type { Turn } from "./script/turn.ts";

/** Sizes of successive chunks, in characters: uneven, as a model's tokens are, and the same every time. */
const chunkSizes = [26, 41, 19, 52, 33, 47, 22, 38];

function* toChunks(text: string): Generator<string> {
  let start = 0;
  for (let index = 0; start < text.length; index += 1) {
    const end = start + (chunkSizes[index % chunkSizes.length] ?? 32);
    yield text.slice(start, end);
    start = end;
  }
}

const estimateTokens = (characters: number) => Math.ceil(characters / 4);

const sizeOf = (request: ProviderRequest) =>
  request.messages
    .flatMap(({ parts }) => parts)
    .reduce((sum, part) => sum + ("text" in part ? part.text.length : "content" in part ? part.content.length : 0), 0);

export interface StreamOptions {
  clock: Clock;
  /** Milliseconds between two chunks. */
  pace: number;
  /** Makes the ids of this answer's calls unlike those of any other. */
  idPrefix: string;
}

/** Streams an answer as a model would: text first, then each call with its arguments in small pieces. */
export async function* streamTurn(
  turn: Turn,
  request: ProviderRequest,
  options: StreamOptions,
): AsyncGenerator<ProviderEvent> {
  const { clock, pace, idPrefix } = options;
  const { signal } = request;
  const wait = async () => {
    signal.throwIfAborted();
    if (pace > 0) await clock.sleep(pace, signal);
  };
  let characters = turn.text.length;
  for (const text of toChunks(turn.text)) {
    await wait();
    yield { type: "text-delta", text };
  }
  for (const [index, { tool, arguments: values }] of turn.calls.entries()) {
    const callId = `${idPrefix}-${index + 1}`;
    const text = JSON.stringify(values);
    characters += text.length;
    yield { type: "tool-call-start", callId, tool };
    for (const chunk of toChunks(text)) {
      await wait();
      yield { type: "tool-call-delta", callId, text: chunk };
    }
    yield { type: "tool-call-end", callId, tool, arguments: text };
  }
  signal.throwIfAborted();
  yield {
    type: "finish",
    reason: turn.calls.length > 0 ? "tool-calls" : "stop",
    usage: {
      inputTokens: estimateTokens(sizeOf(request)),
      cachedInputTokens: 0,
      outputTokens: estimateTokens(characters),
      costUsd: 0,
    },
  };
}
