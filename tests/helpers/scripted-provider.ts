import { setTimeout as sleep } from "node:timers/promises";
import type { Usage } from "#core/contracts/run.ts";
import type {
  FinishReason,
  ModelInfo,
  ModelMessage,
  Provider,
  ProviderEvent,
  ProviderRequest,
} from "#core/ports/provider.ts";

/** A call as a script writes it; a string is sent as it is, so that it may be broken JSON. */
export type ScriptedCall = [tool: string, values: Record<string, unknown> | string];

export interface ScriptedTurn {
  text?: string;
  calls?: ScriptedCall[];
  /** Streams the arguments of all calls in turns, a piece of each at a time. */
  isInterleaved?: boolean;
  reason?: FinishReason;
  usage?: Partial<Usage>;
  /** Characters a piece has. */
  chunk?: number;
  /** Milliseconds before each piece. */
  pace?: number;
}

export interface TurnInput {
  request: ProviderRequest;
  /** Counts from 1: how often this answer was asked for. */
  tries: number;
}

export type ScriptedAnswer =
  | ScriptedTurn
  | ((input: TurnInput) => ScriptedTurn | Promise<ScriptedTurn> | AsyncIterable<ProviderEvent>);

const toPieces = (text: string, size: number): string[] => {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; start += size) pieces.push(text.slice(start, start + size));
  return pieces;
};

interface CallStream {
  callId: string;
  tool: string;
  json: string;
  pieces: string[];
}

function* callEvents({ callId, tool, json, pieces }: CallStream): Generator<ProviderEvent> {
  yield { type: "tool-call-start", callId, tool };
  for (const text of pieces) yield { type: "tool-call-delta", callId, text };
  yield { type: "tool-call-end", callId, tool, arguments: json };
}

function* joinCalls(streams: CallStream[], isInterleaved: boolean): Generator<ProviderEvent> {
  let open = streams.map(callEvents);
  if (!isInterleaved) {
    for (const events of open) yield* events;
    return;
  }
  while (open.length > 0) {
    for (const events of open) {
      const next = events.next();
      if (next.done === true) open = open.filter((other) => other !== events);
      else yield next.value;
    }
  }
}

/** The events of a turn as a provider would send them. */
export async function* streamTurn(
  turn: ScriptedTurn,
  { idPrefix, signal }: { idPrefix: string; signal: AbortSignal },
): AsyncGenerator<ProviderEvent> {
  const { text = "", calls = [], chunk = 17, pace = 0 } = turn;
  const streams = calls.map(([tool, values], index) => {
    const json = typeof values === "string" ? values : JSON.stringify(values);
    return { callId: `${idPrefix}_${index + 1}`, tool, json, pieces: toPieces(json, chunk) };
  });
  const events: ProviderEvent[] = [
    ...toPieces(text, chunk).map((piece) => ({ type: "text-delta" as const, text: piece })),
    ...joinCalls(streams, turn.isInterleaved ?? false),
    {
      type: "finish",
      reason: turn.reason ?? (calls.length > 0 ? "tool-calls" : "stop"),
      usage: { inputTokens: 1000, cachedInputTokens: 0, outputTokens: 100, costUsd: 0.01, ...turn.usage },
    },
  ];
  for (const event of events) {
    if (pace > 0) await sleep(pace);
    signal.throwIfAborted();
    yield event;
  }
}

const countAnswers = (messages: ModelMessage[]): number => messages.filter(({ role }) => role === "assistant").length;

export interface ScriptedProvider extends Provider {
  /** Every request so far, with its messages as they were. */
  requests: ProviderRequest[];
}

const isEvents = (value: unknown): value is AsyncIterable<ProviderEvent> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

const turnEvents = async (
  answer: ScriptedAnswer,
  input: TurnInput,
): Promise<ScriptedTurn | AsyncIterable<ProviderEvent>> => (typeof answer === "function" ? answer(input) : answer);

/**
 * A model that says what a test wants. Which answer comes next follows from the conversation, so a run that is taken up by
 * another worker goes on where it was; `finish` comes when the script has ended.
 */
export const createScriptedProvider = (
  answers: ScriptedAnswer[],
  options: { model?: Partial<ModelInfo> } = {},
): ScriptedProvider => {
  const requests: ProviderRequest[] = [];
  const tries = new Map<number, number>();
  return {
    name: "scripted",
    isDemo: false,
    requests,
    models: () => [{ name: "scripted-1", contextTokens: 200_000, inputPrice: 1, outputPrice: 4, ...options.model }],
    async *stream(request) {
      requests.push({ ...request, messages: [...request.messages] });
      const position = countAnswers(request.messages);
      const count = (tries.get(position) ?? 0) + 1;
      tries.set(position, count);
      const answer = answers[position] ?? { calls: [["finish", { summary: "Done." }] as ScriptedCall] };
      const turn = await turnEvents(answer, { request, tries: count });
      if (isEvents(turn)) yield* turn;
      else yield* streamTurn(turn, { idPrefix: "call", signal: request.signal });
    },
  };
};

/** A turn that writes files and ends the step. */
export const writeStep = (
  title: string,
  files: Record<string, string>,
  more: Partial<ScriptedTurn> = {},
): ScriptedTurn => ({
  text: `Now: ${title}.`,
  calls: [
    ...Object.entries(files).map(([path, content]): ScriptedCall => ["write_file", { path, content }]),
    ["finish_step", { title, summary: `${title}, as asked.` }],
  ],
  ...more,
});
