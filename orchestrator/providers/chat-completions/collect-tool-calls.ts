import type { ProviderEvent } from "#core/ports/provider.ts";
import type { ToolCallDelta } from "./chunk-schema.ts";

interface OpenCall {
  index: number;
  callId: string;
  tool: string;
  arguments: string;
  isEnded: boolean;
}

function isWhole(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts the tool calls of one answer together. Chat Completions does not say when a call ends: it is over when another one
 * begins and its arguments are whole JSON, or else at the end of the answer, so calls may also arrive interleaved.
 * Servers differ: a call may come in one piece, without an id, or several with the same index and ids of their own.
 */
export function createToolCallCollector(answerId: string) {
  const calls: OpenCall[] = [];

  function* endCall(call: OpenCall): Generator<ProviderEvent> {
    if (call.isEnded) return;
    call.isEnded = true;
    const { callId, tool } = call;
    yield { type: "tool-call-end", callId, tool, arguments: call.arguments === "" ? "{}" : call.arguments };
  }

  function* open(index: number, id: string | null | undefined, tool: string): Generator<ProviderEvent, OpenCall> {
    for (const call of calls) if (isWhole(call.arguments)) yield* endCall(call);
    const callId = id || `${answerId}-call-${calls.length + 1}`;
    const call: OpenCall = { index, callId, tool, arguments: "", isEnded: false };
    calls.push(call);
    yield { type: "tool-call-start", callId, tool };
    return call;
  }

  /** The call a piece belongs to; undefined when the piece begins one. */
  function findCall({ index, id, function: piece }: ToolCallDelta): OpenCall | undefined {
    const latest = calls.at(-1);
    const call = index === undefined ? latest : calls.findLast((other) => other.index === index);
    const isOther = Boolean(id) && call?.callId !== id && Boolean(piece?.name);
    return isOther || (index === undefined && piece?.name) ? undefined : call;
  }

  return {
    get hasCalls() {
      return calls.length > 0;
    },
    *add(delta: ToolCallDelta): Generator<ProviderEvent> {
      const known = findCall(delta);
      const name = delta.function?.name;
      if (!known && !name) return;
      const call = known ?? (yield* open(delta.index ?? calls.length, delta.id, name ?? ""));
      const text = delta.function?.arguments ?? "";
      if (text === "" || call.isEnded) return;
      call.arguments += text;
      yield { type: "tool-call-delta", callId: call.callId, text };
    },
    *endAll(): Generator<ProviderEvent> {
      for (const call of calls) yield* endCall(call);
    },
  };
}
