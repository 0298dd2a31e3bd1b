import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProviderEvent } from "#core/ports/provider.ts";
import type { ToolCallDelta } from "#orchestrator/providers/chat-completions/chunk-schema.ts";
import { createToolCallCollector } from "#orchestrator/providers/chat-completions/collect-tool-calls.ts";

function collect(deltas: ToolCallDelta[]): ProviderEvent[] {
  const collector = createToolCallCollector("answer");
  return [...deltas.flatMap((delta) => [...collector.add(delta)]), ...collector.endAll()];
}

const endsOf = (events: ProviderEvent[]) => events.filter((event) => event.type === "tool-call-end");

describe("createToolCallCollector", () => {
  it("reads calls that arrive whole, without index or id", () => {
    const events = collect([
      { function: { name: "read_file", arguments: '{"path":"a"}' } },
      { function: { name: "read_file", arguments: '{"path":"b"}' } },
    ]);
    expect(endsOf(events)).toEqual([
      { type: "tool-call-end", callId: "answer-call-1", tool: "read_file", arguments: '{"path":"a"}' },
      { type: "tool-call-end", callId: "answer-call-2", tool: "read_file", arguments: '{"path":"b"}' },
    ]);
  });

  it("tells calls apart that share an index but not an id", () => {
    const events = collect([
      { index: 0, id: "one", function: { name: "list_files", arguments: "{}" } },
      { index: 0, id: "two", function: { name: "list_files", arguments: "{}" } },
    ]);
    expect(endsOf(events).map(({ callId }) => callId)).toEqual(["one", "two"]);
  });

  it("ends a whole call when the next begins, so its file is done at once", () => {
    const types = collect([
      { index: 0, id: "one", function: { name: "list_files", arguments: "{}" } },
      { index: 1, id: "two", function: { name: "list_files", arguments: "{}" } },
    ]).map((event) => `${event.type} ${"callId" in event ? event.callId : ""}`);
    expect(types.indexOf("tool-call-end one")).toBeLessThan(types.indexOf("tool-call-start two"));
  });

  it("gives a call without arguments an empty object", () => {
    expect(endsOf(collect([{ index: 0, id: "one", function: { name: "run_checks" } }]))).toMatchObject([
      { arguments: "{}" },
    ]);
  });

  it("passes over pieces that belong to no call", () => {
    expect(collect([{ index: 3, function: { arguments: "{}" } }])).toEqual([]);
  });

  it("answers the same calls whatever the chunking and the interleaving", () => {
    const call = fc.record({ tool: fc.constantFrom("write_file", "edit_file"), value: fc.jsonValue() });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 5 }), fc.infiniteStream(fc.nat()), (calls, choices) => {
        const next = (limit: number) => (choices.next().value ?? 0) % limit;
        const texts = calls.map(({ value }) => JSON.stringify({ value }));
        const sent = texts.map(() => 0);
        const deltas: ToolCallDelta[] = calls.map(({ tool }, index) => ({
          index,
          id: `call-${index}`,
          function: { name: tool, arguments: "" },
        }));
        while (sent.some((count, index) => count < (texts[index]?.length ?? 0))) {
          const index = next(texts.length);
          const [text = "", start = 0] = [texts[index], sent[index]];
          const size = 1 + next(9);
          deltas.push({ index, function: { arguments: text.slice(start, start + size) } });
          sent[index] = start + size;
        }
        const events = collect(deltas);
        expect(
          endsOf(events)
            .toSorted((one, other) => one.callId.localeCompare(other.callId))
            .map((event) => event.arguments),
        ).toEqual(texts);
        for (const [index, text] of texts.entries()) {
          const streamed = events.flatMap((event) =>
            event.type === "tool-call-delta" && event.callId === `call-${index}` ? [event.text] : [],
          );
          expect(streamed.join("")).toBe(text);
        }
      }),
    );
  });
});
