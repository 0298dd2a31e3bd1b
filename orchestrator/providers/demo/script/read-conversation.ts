import type { MessagePart, ModelMessage } from "#core/ports/provider.ts";
import type { ToolResult } from "./turn.ts";

export interface Exchange {
  /** Names of the tools one answer called, in order. */
  tools: string[];
  results: ToolResult[];
}

export interface Conversation {
  /** What the person asked for. */
  prompt: string;
  /** The demo's answers since then that called tools, with what came of each call. */
  exchanges: Exchange[];
}

const textOf = (parts: MessagePart[]) =>
  parts
    .map((part) => (part.type === "text" ? part.text : ""))
    .join("\n")
    .trim();

/** The request inside a message that brings context along with it, in tags or under a heading. */
function unwrapPrompt(text: string): string {
  const tagged = /<(request|prompt|user_request|user-request|task)\b[^>]*>([\s\S]*?)<\/\1>/i.exec(text);
  return (tagged?.[2] ?? text).trim();
}

const interrupted: ToolResult = { content: "This call was interrupted.", isError: true };

const isAnswer = ({ role, parts }: ModelMessage) =>
  role === "assistant" && parts.some(({ type }) => type === "tool-call");

/**
 * Reads a run's conversation: the last user message before the demo's first answer is the prompt; every answer
 * with tool calls since then is one exchange. A call without a result counts as interrupted.
 */
export function readConversation(messages: ModelMessage[]): Conversation {
  const firstAnswer = messages.findIndex(isAnswer);
  const before = firstAnswer === -1 ? messages : messages.slice(0, firstAnswer);
  const prompt = before.findLast(({ role, parts }) => role === "user" && textOf(parts) !== "");
  const results = new Map<string, ToolResult>();
  for (const { parts } of messages) {
    for (const part of parts) {
      if (part.type === "tool-result") results.set(part.callId, { content: part.content, isError: part.isError });
    }
  }
  const exchanges = messages.filter(isAnswer).map(({ parts }) => {
    const calls = parts.filter((part) => part.type === "tool-call");
    return {
      tools: calls.map(({ tool }) => tool),
      results: calls.map(({ callId }) => results.get(callId) ?? interrupted),
    };
  });
  return { prompt: prompt ? unwrapPrompt(textOf(prompt.parts)) : "", exchanges };
}
