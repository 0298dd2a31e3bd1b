import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessagePart, ModelMessage } from "#core/ports/provider.ts";
import { compactConversation } from "#orchestrator/runs/compact-conversation.ts";
import { sizeOfMessage } from "#orchestrator/runs/estimate-tokens.ts";

const estimate = (messages: ModelMessage[]) => messages.reduce((sum, message) => sum + sizeOfMessage(message), 0);
const text = (role: ModelMessage["role"], value: string): ModelMessage => ({
  role,
  parts: [{ type: "text", text: value }],
});
const head = [text("system", "You build."), text("user", "The project."), text("user", "Build it.")];

/** Exchanges of one call with a long argument and one long result each. */
const exchanges = (count: number, size: number): ModelMessage[] =>
  Array.from({ length: count }, (_, index): ModelMessage[] => [
    {
      role: "assistant",
      parts: [
        { type: "text", text: `Step ${index}.` },
        {
          type: "tool-call",
          callId: `c${index}`,
          tool: "write_file",
          arguments: JSON.stringify({ path: `f${index}.ts`, content: "x".repeat(size) }),
        },
      ],
    },
    {
      role: "tool",
      parts: [
        { type: "tool-result", callId: `c${index}`, tool: "write_file", content: "y".repeat(size), isError: false },
      ],
    },
  ]).flat();

const compact = (messages: ModelMessage[], limit: number) =>
  compactConversation(messages, { limit, sizeOf: sizeOfMessage, head: head.length });

const callsOf = (messages: ModelMessage[]) => {
  const parts = messages.flatMap<MessagePart>(({ parts: own }) => own);
  return {
    calls: parts.flatMap((part) => (part.type === "tool-call" ? [part.callId] : [])),
    results: parts.flatMap((part) => (part.type === "tool-result" ? [part.callId] : [])),
  };
};

describe("a conversation that grows past a model's context", () => {
  test("is not touched while it fits", () => {
    const messages = [...head, ...exchanges(3, 500)];
    expect(compact(messages, 300_000)).toBe(messages);
  });

  test("loses the long texts of its oldest exchanges first, and says so", () => {
    const messages = [...head, ...exchanges(20, 4_000)];
    const limit = Math.floor(estimate(messages) * 0.7);
    const compacted = compact(messages, limit);
    expect(estimate(compacted)).toBeLessThanOrEqual(limit);
    expect(compacted).toHaveLength(messages.length);
    expect(compacted.slice(0, 3)).toEqual(head);
    expect(compacted.slice(-6)).toEqual(messages.slice(-6));
    expect(JSON.stringify(compacted[3])).toContain("f0.ts");
    expect(JSON.stringify(compacted[3])).toContain("4000 characters were left out");
    expect(JSON.stringify(compacted[4])).toContain("Call the tool again if you need it");
  });

  test("leaves out whole exchanges when that is not enough, and says how many", () => {
    const messages = [...head, ...exchanges(200, 3_000)];
    const compacted = compact(messages, 40_000);
    expect(estimate(compacted)).toBeLessThanOrEqual(40_000);
    expect(compacted.slice(0, 3)).toEqual(head);
    expect(compacted[3]?.parts[0]).toMatchObject({ text: expect.stringMatching(/^\[\d+ earlier messages/) });
    expect(compacted.at(-1)).toEqual(messages.at(-1));
  });

  test("keeps what was sent before the same from one answer to the next", () => {
    const messages = [...head, ...exchanges(40, 3_000)];
    const limit = Math.floor(estimate(messages) * 0.8);
    const one = compact(messages, limit);
    const other = compact([...messages, ...exchanges(1, 30)], limit);
    const same = one.findIndex((message, index) => JSON.stringify(message) !== JSON.stringify(other[index]));
    expect(same).toBe(-1);
  });

  test("shortens even the newest results as a last resort", () => {
    const messages = [...head, ...exchanges(2, 60_000)];
    expect(estimate(compact(messages, 30_000))).toBeLessThan(estimate(messages) * 0.6);
  });

  test("keeps every call with its result, valid arguments and the head, for any conversation and any room", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 50, max: 120_000 }),
        (count, size, limit) => {
          const messages = [...head, ...exchanges(count, size)];
          const compacted = compact(messages, limit);
          const { calls, results } = callsOf(compacted);
          expect(results).toEqual(calls);
          expect(compacted.slice(0, 3)).toEqual(head);
          expect(estimate(compacted)).toBeLessThanOrEqual(estimate(messages) + 200);
          const parts = compacted.flatMap<MessagePart>(({ parts: own }) => own);
          const parsed = parts.flatMap((part) =>
            part.type === "tool-call" ? [JSON.parse(part.arguments) as object] : [],
          );
          expect(parsed).toHaveLength(calls.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
