import { LLMock } from "@copilotkit/aimock";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ModelMessage, ProviderEvent, ToolDefinition } from "#core/ports/provider.ts";
import { collectEvents, joinDeltas, toRequest } from "#tests/helpers/collect-events.ts";
import { createTestProvider, providerCases, testKey } from "#tests/helpers/create-test-provider.ts";

const tools: ToolDefinition[] = [
  {
    name: "write_file",
    description: "Writes a file.",
    parameters: { type: "object", properties: { path: { type: "string" }, content: { type: "string" } } },
  },
];
const file = JSON.stringify({ path: "src/a.ts", content: `export const a = "ä 🐶";\n`.repeat(20) });
const other = JSON.stringify({ path: "src/b.ts", content: "b\n" });
const user = (text: string): ModelMessage => ({ role: "user", parts: [{ type: "text", text }] });

const call = (callId: string) => ({ type: "tool-call", callId, tool: "write_file", arguments: other }) as const;

const endsOf = (events: ProviderEvent[]) => events.filter((event) => event.type === "tool-call-end");
const textOf = (events: ProviderEvent[]) =>
  events.map((event) => (event.type === "text-delta" ? event.text : "")).join("");

describe.each(providerCases)("the provider $label", (scenario) => {
  const { model } = scenario;
  let mock: LLMock;
  /** Bodies as they went over the wire; the mock keeps what it made of them. */
  const sent: string[] = [];
  const recordingFetch: typeof fetch = (input, init) => {
    if (typeof init?.body === "string") sent.push(init.body);
    return fetch(input, init);
  };
  beforeAll(async () => {
    mock = new LLMock({ port: 0, chunkSize: 12 });
    await mock.start();
  });
  afterEach(() => {
    mock.reset();
    mock.clearChaos();
    sent.length = 0;
  });
  afterAll(() => mock.stop());

  const ask = (text: string, options: Partial<Parameters<typeof toRequest>[0]> = {}) =>
    collectEvents(
      createTestProvider(scenario, mock.url, recordingFetch),
      toRequest({ model, messages: [user(text)], tools, maxOutputTokens: 4_000, ...options }),
    );

  it("streams text in pieces and ends with a reason and a usage", async () => {
    const usage = { prompt_tokens: 12, completion_tokens: 9, input_tokens: 12, output_tokens: 9, total_tokens: 21 };
    mock.onMessage("hello", { content: "A plan of several words, in order, with ümlauts and 🐶.", usage });
    const events = await ask("hello");
    expect(textOf(events)).toBe("A plan of several words, in order, with ümlauts and 🐶.");
    expect(events.filter(({ type }) => type === "text-delta").length).toBeGreaterThan(1);
    expect(events.at(-1)).toMatchObject({ type: "finish", reason: "stop" });
    const { usage: told } = events.at(-1) as Extract<ProviderEvent, { type: "finish" }>;
    expect(told).toMatchObject({ inputTokens: 12, outputTokens: 9 });
    expect(told.costUsd > 0).toBe(scenario.name !== "compatible");
  });

  it("streams a tool call with its arguments in pieces", async () => {
    mock.onMessage("write", { toolCalls: [{ name: "write_file", arguments: file }] });
    const events = await ask("write");
    const [end] = endsOf(events);
    expect(end).toMatchObject({ tool: "write_file", arguments: file });
    const deltas = events.flatMap((event) => (event.type === "tool-call-delta" ? [event.text] : []));
    expect(deltas.join("")).toBe(file);
    expect(deltas.length).toBeGreaterThan(5);
    expect(events.at(-1)).toMatchObject({ type: "finish", reason: "tool-calls" });
  });

  it("keeps parallel calls apart, with text before them", async () => {
    mock.onMessage("both", {
      content: "Both files.",
      toolCalls: [
        { name: "write_file", arguments: file },
        { name: "write_file", arguments: other },
      ],
    });
    const events = joinDeltas(await ask("both")).filter(({ type }) => type !== "reasoning-delta");
    expect(events[0]).toMatchObject({ type: "text-delta", text: "Both files." });
    expect(endsOf(events).map((event) => event.arguments)).toEqual([file, other]);
    expect(new Set(endsOf(events).map(({ callId }) => callId)).size).toBe(2);
    const starts = events.flatMap((event) => (event.type === "tool-call-start" ? [event.callId] : []));
    expect(starts).toEqual(endsOf(events).map(({ callId }) => callId));
  });

  it("sends a whole conversation: answers, calls, results, and a result for a call that was cut", async () => {
    mock.on({ predicate: () => true }, { content: "Done." });
    await ask("", {
      messages: [
        { role: "system", parts: [{ type: "text", text: "You build apps." }] },
        user("write both"),
        { role: "assistant", parts: [{ type: "text", text: "I write." }, call("c1"), call("c2")] },
        {
          role: "tool",
          parts: [{ type: "tool-result", callId: "c1", tool: "write_file", content: "Wrote it.", isError: false }],
        },
        user("go on"),
      ],
    });
    const body = sent.at(-1) ?? "";
    const places = ["write both", "I write.", "Wrote it.", "interrupted before it had a result", "go on"].map((text) =>
      body.indexOf(text),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, next) => one - next));
    expect(body).toContain("You build apps.");
    expect(body.split("c2").length).toBeGreaterThan(2);
  });

  it.each([
    [429, { message: "slow down", type: "rate_limit_error" }, "provider_rate_limited", true],
    [500, { message: "boom", type: "server_error" }, "provider_failed", true],
    [529, { message: "Overloaded", type: "overloaded_error" }, "provider_overloaded", true],
    [
      401,
      { message: `Incorrect API key provided: ${testKey}`, type: "authentication_error" },
      "provider_unauthorized",
      false,
    ],
    [403, { message: "not for you", type: "permission_error" }, "provider_forbidden", false],
    [404, { message: `model: ${model} does not exist`, type: "not_found_error" }, "provider_model_unknown", false],
    [
      400,
      { message: "prompt is too long: 2000001 tokens > 1000000 maximum", type: "invalid_request_error" },
      "provider_context_exceeded",
      false,
    ],
  ])("A9: turns %i into an error with code and remedy, and asks once", async (status, error, code, isRetryable) => {
    mock.onMessage("fail", { error, status, ...(status === 429 ? { retryAfter: 7 } : {}) });
    const failure = await ask("fail").then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(failure).toMatchObject({ name: "ProviderError", code, isRetryable, provider: scenario.name });
    expect(failure).toMatchObject(status === 429 ? { retryAfterMilliseconds: 7_000 } : {});
    expect(JSON.stringify(failure)).not.toContain(testKey);
    expect(String(failure)).not.toContain(testKey);
    expect(mock.getRequests()).toHaveLength(1);
  });

  it("A9: notices a stream that is cut in the middle", async () => {
    mock.onMessage(
      "cut",
      { toolCalls: [{ name: "write_file", arguments: file }] },
      { truncateAfterChunks: 4, latency: 10 },
    );
    await expect(ask("cut")).rejects.toMatchObject({ code: "provider_stream_cut", isRetryable: true });
  });

  it("A9: notices an answer that is no stream of its interface", async () => {
    mock.setChaos({ malformedRate: 1 });
    mock.onMessage("garbage", { content: "never seen" });
    await expect(ask("garbage")).rejects.toMatchObject({ name: "ProviderError", isRetryable: true });
  });

  it("A9: tells an answer that reached its limit", async () => {
    mock.onMessage("long", { content: "It goes on and", finishReason: "length" });
    expect((await ask("long")).at(-1)).toMatchObject({ type: "finish", reason: "length" });
  });

  it("stops at once when the run is stopped, with the run's own reason", async () => {
    mock.onMessage("endless", { content: "word ".repeat(400) }, { latency: 20 });
    const control = new AbortController();
    const reason = new Error("stopped by a person");
    const provider = createTestProvider(scenario, mock.url);
    const request = toRequest({ model, messages: [user("endless")], tools, signal: control.signal });
    const read = async () => {
      for await (const event of provider.stream(request)) if (event.type === "text-delta") control.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
    await expect(collectEvents(provider, request)).rejects.toBe(reason);
  });

  it("sends an image with the prompt", async () => {
    mock.on({ predicate: () => true }, { content: "A dog." });
    const image = { type: "image", mediaType: "image/png", data: "iVBORw0KGgo=" } as const;
    await ask("", { messages: [{ role: "user", parts: [{ type: "text", text: "What is this?" }, image] }] });
    expect(sent.at(-1)).toContain("iVBORw0KGgo=");
  });
});
