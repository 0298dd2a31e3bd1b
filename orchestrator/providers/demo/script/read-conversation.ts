import type { MessagePart, ModelMessage } from "#core/ports/provider.ts";
import { readRedoneStep } from "../../../prompts/redone-step.ts";
import type { ToolResult } from "./turn.ts";

export interface Exchange {
  /** Names of the tools one answer called, in order. */
  tools: string[];
  results: ToolResult[];
}

export interface Conversation {
  /** What the person asked for. */
  prompt: string;
  /** The one step of that which is to be done anew, as the run is told it; null for all of it. */
  redone: string | null;
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
  // A review comment comes first, then where it stands.
  const [first = ""] = text.split("\n\n(A review comment by ");
  return (tagged?.[2] ?? first).trim();
}

const interrupted: ToolResult = { content: "This call was interrupted.", isError: true };

const isAnswer = ({ role, parts }: ModelMessage) =>
  role === "assistant" && parts.some(({ type }) => type === "tool-call");

/** What the person wrote between an answer and the next one. */
function findReply(messages: ModelMessage[], answer: number): string | undefined {
  const next = messages.findIndex((message, index) => index > answer && isAnswer(message));
  const between = messages.slice(answer + 1, next === -1 ? messages.length : next);
  const text = between
    .filter(({ role }) => role === "user")
    .map(({ parts }) => textOf(parts))
    .join("\n")
    .trim();
  return text === "" ? undefined : unwrapPrompt(text);
}

function readResults(messages: ModelMessage[]): Map<string, ToolResult> {
  const results = new Map<string, ToolResult>();
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type === "tool-result") results.set(part.callId, { content: part.content, isError: part.isError });
  }
  return results;
}

/**
 * Reads a run's conversation: the last user message before the demo's first answer is the prompt; every answer
 * with tool calls since then is one exchange. A call without a result counts as interrupted, and what the person writes
 * after a question belongs to its result.
 */
export function readConversation(messages: ModelMessage[]): Conversation {
  const firstAnswer = messages.findIndex(isAnswer);
  const before = firstAnswer === -1 ? messages : messages.slice(0, firstAnswer);
  const prompt = before.findLast(({ role, parts }) => role === "user" && textOf(parts) !== "");
  const results = readResults(messages);
  const exchanges = messages.flatMap((message, index) => {
    if (!isAnswer(message)) return [];
    const calls = message.parts.filter((part) => part.type === "tool-call");
    const reply = findReply(messages, index);
    return {
      tools: calls.map(({ tool }) => tool),
      results: calls.map(({ callId, tool }) => {
        const result = results.get(callId) ?? interrupted;
        return tool === "ask_user" && reply !== undefined ? { ...result, reply } : result;
      }),
    };
  });
  // What the platform tells a run travels as the user, as the prompt itself does.
  const told = before.filter((message) => message !== prompt).map(({ parts }) => textOf(parts));
  return {
    prompt: prompt ? unwrapPrompt(textOf(prompt.parts)) : "",
    redone: told.map(readRedoneStep).find((line) => line !== null) ?? null,
    exchanges,
  };
}
