import { describe, expect, it } from "vitest";
import type { ModelMessage } from "#core/ports/provider.ts";
import { normaliseMessages, readArguments } from "#orchestrator/providers/shared/normalise-messages.ts";

const call = (callId: string) => ({ type: "tool-call", callId, tool: "read_file", arguments: "{}" }) as const;
const result = (callId: string, content = "text") =>
  ({ type: "tool-result", callId, tool: "read_file", content, isError: false }) as const;

describe("normaliseMessages", () => {
  it("puts one result behind each call, in the order of the calls", () => {
    const messages: ModelMessage[] = [
      { role: "assistant", parts: [call("one"), call("two")] },
      { role: "tool", parts: [result("two")] },
      { role: "tool", parts: [result("one")] },
      { role: "user", parts: [{ type: "text", text: "Go on." }] },
    ];
    expect(normaliseMessages(messages)).toEqual([
      { role: "assistant", parts: [call("one"), call("two")] },
      { role: "tool", parts: [result("one"), result("two")] },
      { role: "user", parts: [{ type: "text", text: "Go on." }] },
    ]);
  });

  it("answers a call that was cut, and drops a result without a call", () => {
    const [, tool, ...rest] = normaliseMessages([
      { role: "assistant", parts: [call("one")] },
      { role: "tool", parts: [result("stray")] },
    ]);
    expect(tool?.parts).toEqual([expect.objectContaining({ callId: "one", isError: true })]);
    expect(rest).toEqual([]);
  });

  it("drops empty text and messages that are left empty", () => {
    expect(normaliseMessages([{ role: "assistant", parts: [{ type: "text", text: "  " }] }])).toEqual([]);
  });

  it.each(["", "{", "[1]", "null", '"text"'])("reads garbled arguments as an empty object: %j", (json) => {
    expect(readArguments(json)).toEqual({});
  });
});
