import type OpenAI from "openai";
import type { MessagePart, ModelMessage, ToolDefinition } from "#core/ports/provider.ts";
import { normaliseMessages, readArguments } from "../shared/normalise-messages.ts";

type ChatMessage = OpenAI.Chat.Completions.ChatCompletionMessageParam;
type ContentPart = OpenAI.Chat.Completions.ChatCompletionContentPart;

const textOf = (parts: MessagePart[]) =>
  parts
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n\n")
    .trim();

function toContent(parts: MessagePart[]): string | ContentPart[] {
  if (parts.every(({ type }) => type === "text")) return textOf(parts);
  return parts.flatMap((part): ContentPart[] => {
    if (part.type === "text") return [{ type: "text", text: part.text }];
    if (part.type === "image")
      return [{ type: "image_url", image_url: { url: `data:${part.mediaType};base64,${part.data}` } }];
    return [];
  });
}

function toAssistant(parts: MessagePart[]): ChatMessage {
  const text = textOf(parts);
  const calls = parts.flatMap((part) =>
    part.type === "tool-call"
      ? [
          {
            id: part.callId,
            type: "function" as const,
            function: { name: part.tool, arguments: JSON.stringify(readArguments(part.arguments)) },
          },
        ]
      : [],
  );
  return {
    role: "assistant",
    content: text === "" ? null : text,
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
}

/** A conversation as Chat Completions spells it: one message a tool result, images as data URLs. */
export const toChatMessages = (messages: ModelMessage[]): ChatMessage[] =>
  normaliseMessages(messages).flatMap(({ role, parts }): ChatMessage[] => {
    if (role === "system") return [{ role: "system", content: textOf(parts) }];
    if (role === "user") return [{ role: "user", content: toContent(parts) }];
    if (role === "assistant") return [toAssistant(parts)];
    return parts.flatMap((part): ChatMessage[] =>
      part.type === "tool-result" ? [{ role: "tool", tool_call_id: part.callId, content: part.content }] : [],
    );
  });

export const toChatTools = (tools: ToolDefinition[]): OpenAI.Chat.Completions.ChatCompletionTool[] =>
  tools.map(({ name, description, parameters }) => ({ type: "function", function: { name, description, parameters } }));
