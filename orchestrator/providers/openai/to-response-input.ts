import type OpenAI from "openai";
import { z } from "zod";
import type { MessagePart, ModelMessage, ToolDefinition } from "#core/ports/provider.ts";
import { fingerprint, readNative } from "../shared/native-answer.ts";
import { normaliseMessages, readArguments } from "../shared/normalise-messages.ts";

type Item = OpenAI.Responses.ResponseInputItem;
type Content = OpenAI.Responses.ResponseInputContent;

/** The items of an earlier answer; they were ours to begin with, so only their shape is looked at. */
const itemsSchema = z.array(z.custom<Item>((value) => typeof value === "object" && value !== null));

const textOf = (parts: MessagePart[]) =>
  parts
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n\n")
    .trim();

const toContent = (parts: MessagePart[]): Content[] =>
  parts.flatMap((part): Content[] => {
    if (part.type === "text") return [{ type: "input_text", text: part.text }];
    if (part.type !== "image") return [];
    return [{ type: "input_image", detail: "auto", image_url: `data:${part.mediaType};base64,${part.data}` }];
  });

function toAnswer(parts: MessagePart[]): Item[] {
  const text = textOf(parts);
  const calls = parts.flatMap((part): Item[] =>
    part.type === "tool-call"
      ? [
          {
            type: "function_call",
            call_id: part.callId,
            name: part.tool,
            arguments: JSON.stringify(readArguments(part.arguments)),
          },
        ]
      : [],
  );
  return [...(text === "" ? [] : [{ role: "assistant" as const, content: text }]), ...calls];
}

const toResults = (parts: MessagePart[]): Item[] =>
  parts.flatMap((part): Item[] =>
    part.type === "tool-result" ? [{ type: "function_call_output", call_id: part.callId, output: part.content }] : [],
  );

export interface ResponseInput {
  input: Item[];
  /** Fingerprint of all of it, for the answer that follows. */
  prefix: string;
}

/**
 * A conversation as the Responses interface spells it. Answers of the same model go back as they came, with their
 * encrypted reasoning, as long as nothing before them has changed.
 */
export function toResponseInput(messages: ModelMessage[], owner: { provider: string; model: string }): ResponseInput {
  const input: Item[] = [];
  for (const message of normaliseMessages(messages)) {
    const { role, parts } = message;
    if (role === "system") input.push({ role: "developer", content: textOf(parts) });
    else if (role === "user") input.push({ role: "user", content: toContent(parts) });
    else if (role === "tool") input.push(...toResults(parts));
    else {
      const native = readNative(message, owner, () => fingerprint(input));
      input.push(...(native ? itemsSchema.parse(JSON.parse(native.content)) : toAnswer(parts)));
    }
  }
  return { input, prefix: fingerprint(input) };
}

export const toResponseTools = (tools: ToolDefinition[]): OpenAI.Responses.FunctionTool[] =>
  tools.map(({ name, description, parameters }) => ({
    type: "function",
    name,
    description,
    parameters,
    strict: false,
  }));
