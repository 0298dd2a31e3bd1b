import { z } from "zod";
import type { MessagePart, ModelMessage } from "#core/ports/provider.ts";

/** Newest messages that are never shortened as old ones are. */
const RECENT = 6;
/** Old messages are shortened in blocks, so that what was sent before stays the same and a provider's cache holds. */
const BLOCK = 8;
const LONG_RESULT = 400;
const LONG_ARGUMENT = 300;
const LONG_TEXT = 600;
/** What is left of a recent result when nothing else helps. */
const LAST_RESORT = 4_000;

const leftOut = (count: number): string => `[${count} characters were left out here to save room]`;

const recordSchema = z.record(z.string(), z.unknown());

const parseArguments = (json: string): Record<string, unknown> => {
  try {
    return recordSchema.catch({}).parse(JSON.parse(json));
  } catch {
    return {};
  }
};

/** Still a JSON object, with its long values left out. */
const shortenArguments = (json: string): string => {
  if (json.length <= LONG_ARGUMENT) return json;
  const short = Object.entries(parseArguments(json)).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [name, text.length > LONG_ARGUMENT ? leftOut(text.length) : value];
  });
  return JSON.stringify(Object.fromEntries(short));
};

const shortenPart = (part: MessagePart): MessagePart => {
  switch (part.type) {
    case "tool-result":
      if (part.content.length <= LONG_RESULT) return part;
      return {
        ...part,
        content: `${part.content.slice(0, 120)}\n${leftOut(part.content.length - 120)} Call the tool again if you need it.`,
      };
    case "tool-call":
      return { ...part, arguments: shortenArguments(part.arguments) };
    case "text":
      if (part.text.length <= LONG_TEXT) return part;
      return { ...part, text: `${part.text.slice(0, LONG_TEXT)} ${leftOut(part.text.length - LONG_TEXT)}` };
    case "image":
      return { type: "text", text: "[An image was left out here to save room]" };
  }
};

/** Without the provider's own form of it, which holds everything at full length. */
const shorten = ({ role, parts }: ModelMessage): ModelMessage => ({ role, parts: parts.map(shortenPart) });

const cutRecent = (message: ModelMessage): ModelMessage => ({
  ...message,
  parts: message.parts.map((part) =>
    part.type === "tool-result" && part.content.length > LAST_RESORT
      ? {
          ...part,
          content: `${part.content.slice(0, LAST_RESORT)}\n${leftOut(part.content.length - LAST_RESORT)} Ask for a smaller part.`,
        }
      : part,
  ),
});

/** Where the exchange that a message belongs to ends: a call and its result are left out together or not at all. */
const nextExchange = (messages: ModelMessage[], from: number): number => {
  const next = messages.findIndex(({ role }, index) => index >= from && role !== "tool");
  return next === -1 ? messages.length : next;
};

export interface CompactOptions {
  /** Characters the conversation may have. */
  limit: number;
  sizeOf(message: ModelMessage): number;
  /** Messages at the beginning that always stay whole: the system prompt, the project, the request. */
  head: number;
}

/** Ends of blocks after `start`, the last one at `end`. */
const listCuts = (start: number, end: number): number[] => {
  const cuts: number[] = [];
  for (let cut = start + BLOCK; cut < end; cut += BLOCK) cuts.push(cut);
  return start < end ? [...cuts, end] : cuts;
};

const describeMissing = (count: number): ModelMessage => ({
  role: "user",
  parts: [
    {
      type: "text",
      text: `[${count} earlier messages of this run were left out to save room. Their steps are committed: read the files to see what is there.]`,
    },
  ],
});

/**
 * Makes a conversation fit a model's context. The oldest exchanges lose their long texts first, block by block; if that is
 * not enough they are left out, and the model is told how many. Beginning and newest messages stay, so that the model knows
 * what it was asked and what it is doing. What fits is not touched.
 */
export const compactConversation = (messages: ModelMessage[], options: CompactOptions): ModelMessage[] => {
  const { limit, sizeOf } = options;
  const sizes = messages.map(sizeOf);
  let size = sizes.reduce((sum, own) => sum + own, 0);
  if (size <= limit) return messages;
  const start = Math.min(options.head, messages.length);
  const end = Math.max(start, messages.length - RECENT);
  const cuts = listCuts(start, end);

  const compacted = [...messages];
  let done = start;
  for (const cut of cuts) {
    for (; done < cut; done += 1) {
      const [before, message] = [sizes[done], messages[done]];
      if (before === undefined || message === undefined) continue;
      const short = shorten(message);
      compacted[done] = short;
      sizes[done] = sizeOf(short);
      size += sizeOf(short) - before;
    }
    if (size <= limit) return compacted;
  }

  let next = start;
  for (const cut of cuts) {
    const until = nextExchange(compacted, cut);
    for (; next < until; next += 1) size -= sizes[next] ?? 0;
    const note = describeMissing(next - start);
    if (size + sizeOf(note) <= limit) return [...compacted.slice(0, start), note, ...compacted.slice(next)];
  }
  const note = next > start ? [describeMissing(next - start)] : [];
  return [...compacted.slice(0, start), ...note, ...compacted.slice(next).map(cutRecent)];
};
