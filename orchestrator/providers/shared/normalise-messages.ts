import type { MessagePart, ModelMessage } from "#core/ports/provider.ts";

type ToolCallPart = Extract<MessagePart, { type: "tool-call" }>;
type ToolResultPart = Extract<MessagePart, { type: "tool-result" }>;

const isCall = (part: MessagePart): part is ToolCallPart => part.type === "tool-call";
const isResult = (part: MessagePart): part is ToolResultPart => part.type === "tool-result";

/** Arguments as a JSON object, which every API wants back; what the model garbled becomes an empty one. */
export function readArguments(json: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

const unanswered = ({ callId, tool }: ToolCallPart): ToolResultPart => ({
  type: "tool-result",
  callId,
  tool,
  content: "This call was interrupted before it had a result.",
  isError: true,
});

const isWorthSending = (part: MessagePart) => part.type !== "text" || part.text.trim() !== "";

/**
 * Brings a conversation into the one shape every API accepts: no empty text, each answer's tool calls followed at once by
 * exactly one result each, in their order, and no result without its call. A run that was cut in the middle of its calls
 * can so go on. Messages without anything left to say are dropped.
 */
export function normaliseMessages(messages: ModelMessage[]): ModelMessage[] {
  const results = new Map<string, ToolResultPart>();
  for (const part of messages.flatMap(({ parts }) => parts)) if (isResult(part)) results.set(part.callId, part);
  return messages.flatMap(({ role, parts, native }): ModelMessage[] => {
    const kept = parts.filter((part) => !isResult(part) && isWorthSending(part));
    if (kept.length === 0) return [];
    const calls = role === "assistant" ? kept.filter(isCall) : [];
    const answer: ModelMessage = { role, parts: kept, ...(native ? { native } : {}) };
    return calls.length === 0
      ? [answer]
      : [answer, { role: "tool", parts: calls.map((call) => results.get(call.callId) ?? unanswered(call)) }];
  });
}
