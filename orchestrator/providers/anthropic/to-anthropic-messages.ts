import type Anthropic from "@anthropic-ai/sdk";
import { z } from "zod";
import type { MessagePart, ModelMessage, ToolDefinition } from "#core/ports/provider.ts";
import { fingerprint, readNative } from "../shared/native-answer.ts";
import { normaliseMessages, readArguments } from "../shared/normalise-messages.ts";

type Block = Anthropic.ContentBlockParam;

/** The blocks of an earlier answer; they were ours to begin with, so only their shape is looked at. */
const blocksSchema = z.array(z.custom<Block>((value) => typeof value === "object" && value !== null));

const mediaTypes = ["image/jpeg", "image/png", "image/gif", "image/webp"] as const;

function toBlock(part: MessagePart): Block[] {
  switch (part.type) {
    case "text":
      return [{ type: "text", text: part.text }];
    case "image": {
      const mediaType = mediaTypes.find((known) => known === part.mediaType);
      if (!mediaType)
        return [{ type: "text", text: `[an image of type ${part.mediaType}, which this model cannot see]` }];
      return [{ type: "image", source: { type: "base64", media_type: mediaType, data: part.data } }];
    }
    case "tool-call":
      return [{ type: "tool_use", id: part.callId, name: part.tool, input: readArguments(part.arguments) }];
    case "tool-result":
      return [{ type: "tool_result", tool_use_id: part.callId, content: part.content, is_error: part.isError }];
  }
}

export interface Conversation {
  system: Anthropic.TextBlockParam[];
  messages: Anthropic.MessageParam[];
  /** Fingerprint of all of it and of the tools, for the answer that follows. */
  prefix: string;
}

/** Results and what the user says next belong to one message: roles take turns. */
function append(messages: Anthropic.MessageParam[], role: "user" | "assistant", content: Block[]): void {
  const last = messages.at(-1);
  if (last?.role === role && Array.isArray(last.content)) last.content.push(...content);
  else messages.push({ role, content });
}

/**
 * A conversation as the Messages interface spells it. Answers of the same model go back as they came, with their signed
 * reasoning, as long as nothing before them has changed.
 */
export function toAnthropicMessages(
  all: ModelMessage[],
  tools: ToolDefinition[],
  owner: { provider: string; model: string },
): Conversation {
  const system: Anthropic.TextBlockParam[] = [];
  const messages: Anthropic.MessageParam[] = [];
  const prefixOf = () => fingerprint([system, tools, messages]);
  for (const message of normaliseMessages(all)) {
    const { role, parts } = message;
    if (role === "system") {
      for (const part of parts) if (part.type === "text") system.push({ type: "text", text: part.text });
    } else if (role === "assistant") {
      const native = readNative(message, owner, prefixOf);
      append(messages, role, native ? blocksSchema.parse(JSON.parse(native.content)) : parts.flatMap(toBlock));
    } else append(messages, "user", parts.flatMap(toBlock));
  }
  return { system, messages, prefix: prefixOf() };
}

/** Arguments are streamed as they are written, not once they are whole: files appear while they are being written. */
export const toAnthropicTools = (tools: ToolDefinition[]): Anthropic.Tool[] =>
  tools.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: { type: "object", ...parameters },
    eager_input_streaming: true,
  }));
