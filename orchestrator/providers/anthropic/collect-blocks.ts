import type { ProviderEvent } from "#core/ports/provider.ts";
import { readArguments } from "../shared/normalise-messages.ts";
import type { MessageBlock, MessageEvent } from "./event-schema.ts";

interface OpenBlock {
  block: MessageBlock;
  text: string;
  thinking: string;
  signature: string;
  json: string;
  isEnded: boolean;
}

type Delta = Extract<MessageEvent, { type: "content_block_delta" }>["delta"];

/** The block as the interface wants it back: reasoning with its signature untouched. */
function toParam({ block, text, thinking, signature, json }: OpenBlock): unknown {
  switch (block.type) {
    case "text":
      return { type: "text", text };
    case "thinking":
      return { type: "thinking", thinking, signature };
    case "tool_use":
      return { type: "tool_use", id: block.id, name: block.name, input: readArguments(json) };
    default:
      return block;
  }
}

/** Puts the content blocks of one message together, and tells what each piece adds to the answer. */
export function createBlockCollector() {
  const blocks = new Map<number, OpenBlock>();
  const isCall = ({ block }: OpenBlock) => block.type === "tool_use";
  const nameOf = (open: OpenBlock, index: number) => open.block.id ?? `call-${index}`;

  function* addDelta(index: number, open: OpenBlock, delta: Delta): Generator<ProviderEvent> {
    open.text += delta.text ?? "";
    open.thinking += delta.thinking ?? "";
    open.signature += delta.signature ?? "";
    open.json += delta.partial_json ?? "";
    if (delta.text) yield { type: "text-delta", text: delta.text };
    else if (delta.partial_json && isCall(open))
      yield { type: "tool-call-delta", callId: nameOf(open, index), text: delta.partial_json };
    else if (delta.type === "thinking_delta") yield { type: "reasoning-delta", text: delta.thinking ?? "" };
  }

  return {
    get calls() {
      return [...blocks.values()].filter(isCall).length;
    },
    /** False while a block is open: the message ended in the middle of it. */
    get isWhole() {
      return blocks.size > 0 && [...blocks.values()].every(({ isEnded }) => isEnded);
    },
    toContent: () => JSON.stringify([...blocks.values()].map(toParam)),
    *begin(index: number, block: MessageBlock): Generator<ProviderEvent> {
      const open: OpenBlock = { block, text: "", thinking: "", signature: "", json: "", isEnded: false };
      blocks.set(index, open);
      if (isCall(open)) yield { type: "tool-call-start", callId: nameOf(open, index), tool: block.name ?? "" };
      else if (block.type !== "text") yield { type: "reasoning-delta", text: "" };
    },
    *add(index: number, delta: Delta): Generator<ProviderEvent> {
      const open = blocks.get(index);
      if (open) yield* addDelta(index, open, delta);
    },
    *end(index: number): Generator<ProviderEvent> {
      const open = blocks.get(index);
      if (!open) return;
      open.isEnded = true;
      if (!isCall(open)) return;
      const { tool, text } = { tool: open.block.name ?? "", text: open.json === "" ? "{}" : open.json };
      yield { type: "tool-call-end", callId: nameOf(open, index), tool, arguments: text };
    },
  };
}
