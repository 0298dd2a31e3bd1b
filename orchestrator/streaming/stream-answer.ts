import type { FinishReason, MessagePart, NativeAnswer, ProviderEvent } from "#core/ports/provider.ts";
import type { Usage } from "#core/contracts/run.ts";
import { ProviderError } from "../providers/provider-error.ts";
import { toFileId, type LiveStream } from "./create-live-stream.ts";
import { followCall, type CallFollower } from "./follow-call.ts";

export interface AnswerCall {
  callId: string;
  tool: string;
  arguments: string;
  follower: CallFollower;
}

/** One whole answer of a model. */
export interface Answer {
  text: string;
  /** In the order the model began them. */
  calls: AnswerCall[];
  /** Calls in which the answer reached its limit; their arguments are not whole. */
  unfinished: { tool: string; end: CallFollower["end"] }[];
  reason: FinishReason;
  usage: Usage;
  /** The answer in its provider's own form, for the next request to the same model. */
  native: NativeAnswer | null;
}

export interface StreamAnswerOptions {
  events: AsyncIterable<ProviderEvent>;
  provider: string;
  live: LiveStream;
  messageId: string;
  /** A name for a call that no other call of the conversation has; some servers count from zero in each answer. */
  nameCall(callId: string): string;
  /** Called when the arguments of a call are whole, while the answer goes on. */
  onCall(call: AnswerCall): Promise<void>;
  onText(text: string): void;
  /** Characters that came, for a usage that is never told. */
  onCharacters(count: number): void;
}

interface OpenCall {
  callId: string;
  tool: string;
  call: AnswerCall | null;
  follower: CallFollower;
}

const malformed = (provider: string, reason: string): ProviderError =>
  new ProviderError({ code: "provider_stream_malformed", provider, reason });

/** The answer as parts of a message, calls with their whole arguments. */
export const toParts = ({ text, calls }: Pick<Answer, "text" | "calls">): MessagePart[] => [
  ...(text.trim() === "" ? [] : [{ type: "text" as const, text }]),
  ...calls.map(({ callId, tool, arguments: json }) => ({ type: "tool-call" as const, callId, tool, arguments: json })),
];

/**
 * Reads a provider's stream to its end and shows text and files on the way. Throws ProviderError when it is cut, empty or
 * makes no sense; nothing of such an answer counts.
 */
export const streamAnswer = async (options: StreamAnswerOptions): Promise<Answer> => {
  const { events, provider, live, messageId, onCall, onCharacters } = options;
  const open = new Map<string, OpenCall>();
  let text = "";
  let end: Extract<ProviderEvent, { type: "finish" }> | null = null;

  const find = (callId: string): OpenCall => {
    const found = open.get(callId);
    if (found === undefined || found.call !== null) throw malformed(provider, "it went on with a call it never began");
    return found;
  };
  const take = async (event: ProviderEvent): Promise<void> => {
    if (end !== null) throw malformed(provider, "it went on after its end");
    if (event.type === "text-delta") {
      text += event.text;
      onCharacters(event.text.length);
      options.onText(event.text);
      live.addText(event.text);
    } else if (event.type === "tool-call-start") {
      if (open.has(event.callId)) throw malformed(provider, "two calls had one name");
      const follower = followCall(live, { tool: event.tool, fileId: toFileId(messageId, open.size + 1) });
      const callId = options.nameCall(event.callId);
      open.set(event.callId, { callId, tool: event.tool, call: null, follower });
      live.startTool(callId, event.tool);
    } else if (event.type === "tool-call-delta") {
      onCharacters(event.text.length);
      find(event.callId).follower.push(event.text);
    } else if (event.type === "tool-call-end") {
      const found = find(event.callId);
      const { callId, follower } = found;
      found.call = { callId, tool: event.tool, arguments: event.arguments, follower };
      await onCall(found.call);
    } else if (event.type === "finish") end = event;
  };

  for await (const event of events) await take(event);
  if (end === null) throw new ProviderError({ code: "provider_stream_cut", provider });
  const { reason, usage, native }: Extract<ProviderEvent, { type: "finish" }> = end;
  const all = [...open.values()];
  // A call that was given another name is answered under that one, which the provider's own form does not know.
  const isNamedAsGiven = [...open].every(([given, { callId }]) => given === callId);
  const unfinished = all.filter(({ call }) => call === null);
  if (unfinished.length > 0 && reason !== "length") throw malformed(provider, "it left a call unfinished");
  if (text.trim() === "" && all.length === 0 && reason !== "refusal" && reason !== "length") {
    throw malformed(provider, "the answer was empty");
  }
  return {
    text,
    calls: all.flatMap(({ call }) => (call === null ? [] : [call])),
    unfinished: unfinished.map(({ tool, follower }) => ({ tool, end: follower.end })),
    reason,
    usage,
    native: native !== undefined && isNamedAsGiven ? native : null,
  };
};
