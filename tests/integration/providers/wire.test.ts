import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { ModelMessage, Provider, ProviderEvent, ToolDefinition } from "#core/ports/provider.ts";
import { collectEvents, joinDeltas, toRequest } from "#tests/helpers/collect-events.ts";
import { createTestProvider, providerCases } from "#tests/helpers/create-test-provider.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

interface Sent {
  url: string;
  headers: Record<string, unknown>;
  body: Record<string, unknown>;
}

/** Answers every request with a recorded stream, or as `answer` says. */
async function serve(label: string, answer: (sent: Sent) => { status: number; body: string }) {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (data: Buffer) => (text += data.toString()));
    request.on("end", () => {
      const one = {
        url: request.url ?? "",
        headers: request.headers,
        body: JSON.parse(text) as Record<string, unknown>,
      };
      sent.push(one);
      const { status, body } = answer(one);
      response.writeHead(status, { "content-type": status === 200 ? "text/event-stream" : "application/json" });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))));
  const scenario = providerCases.find((other) => other.label === label);
  if (!scenario) throw new Error(`there is no provider ${label}`);
  const { port } = server.address() as AddressInfo;
  return { provider: createTestProvider(scenario, `http://127.0.0.1:${port}`), model: scenario.model, sent };
}

const readStream = (folder: string) =>
  readFile(new URL(`../../fixtures/providers/${folder}/tool-calls.sse`, import.meta.url), "utf8");
const play = async (label: string, folder = label) => {
  const body = await readStream(folder);
  return serve(label, () => ({ status: 200, body }));
};

const tools: ToolDefinition[] = [{ name: "read_file", description: "Reads a file.", parameters: { type: "object" } }];
const start: ModelMessage[] = [
  { role: "system", parts: [{ type: "text", text: "You build apps." }] },
  { role: "user", parts: [{ type: "text", text: "Read both." }] },
];
const finishOf = (events: ProviderEvent[]) => events.at(-1) as Extract<ProviderEvent, { type: "finish" }>;

describe("each provider's stream", () => {
  it.each([
    ["xai", 0.001812],
    ["openai", (176 * 2 + 1024 * 0.1 + 158 * 10) / 1e6],
    ["anthropic", (176 * 4 + 1024 * 0.2 + 158 * 20) / 1e6],
    ["compatible", 0],
  ])("of %s becomes the same events, with its price", async (label, costUsd) => {
    const { provider, model } = await play(label);
    const events = joinDeltas(await collectEvents(provider, toRequest({ model, messages: start, tools })));
    const thoughts = events.flatMap((event) => (event.type === "reasoning-delta" ? [event.text] : []));
    expect(thoughts.join("")).toMatch(/two files/i);
    const answer = events.filter(({ type }) => type !== "reasoning-delta");
    expect(answer.map((event) => ("callId" in event ? { ...event, callId: "" } : event))).toMatchObject([
      { type: "text-delta", text: "I read both." },
      { type: "tool-call-start", tool: "read_file" },
      { type: "tool-call-delta", text: '{"path":"src/a.ts"}' },
      { type: "tool-call-end", arguments: '{"path":"src/a.ts"}' },
      { type: "tool-call-start", tool: "read_file" },
      { type: "tool-call-delta", text: '{"path":"src/b.ts"}' },
      { type: "tool-call-end", arguments: '{"path":"src/b.ts"}' },
      { type: "finish", reason: "tool-calls" },
    ]);
    const { usage } = finishOf(events);
    expect(usage).toMatchObject({
      inputTokens: 1200,
      outputTokens: 158,
      cachedInputTokens: label === "compatible" ? 0 : 1024,
    });
    expect(usage.costUsd).toBeCloseTo(costUsd, 9);
  });
});

/** The next request of a conversation after the recorded answer, with its results. */
async function takeTwoTurns(provider: Provider, model: string, change: (messages: ModelMessage[]) => ModelMessage[]) {
  const events = await collectEvents(provider, toRequest({ model, messages: start, tools }));
  const calls = events.filter((event) => event.type === "tool-call-end");
  const { native } = finishOf(events);
  const next: ModelMessage[] = [
    ...start,
    {
      role: "assistant",
      parts: [
        { type: "text", text: "I read both." },
        ...calls.map(({ callId, tool, arguments: json }) => ({
          type: "tool-call" as const,
          callId,
          tool,
          arguments: json,
        })),
      ],
      ...(native ? { native } : {}),
    },
    {
      role: "tool",
      parts: calls.map(({ callId, tool }) => ({ type: "tool-result", callId, tool, content: "text", isError: false })),
    },
  ];
  await collectEvents(provider, toRequest({ model, messages: change(next), tools }));
}

describe("reasoning", () => {
  it.each([
    ["openai", "gAAAAABo-opaque"],
    ["anthropic", "EqQBCgIYAhIM1gbcDa9GJwZA2b3hGgxBdjrkzLoky3dl1pk"],
  ])("of %s goes back as it came, in its place", async (label, secret) => {
    const { provider, model, sent } = await play(label);
    await takeTwoTurns(provider, model, (messages) => messages);
    expect(JSON.stringify(sent[1]?.body)).toContain(secret);
  });

  it.each(["openai", "anthropic"])("of %s is left out once what stands before it has changed", async (label) => {
    const { provider, model, sent } = await play(label);
    await takeTwoTurns(provider, model, ([, ...rest]) => [
      { role: "system", parts: [{ type: "text", text: "Changed." }] },
      ...rest,
    ]);
    expect(JSON.stringify(sent[1]?.body)).not.toMatch(/opaque|EqQBCgIYAhIM/);
    expect(JSON.stringify(sent[1]?.body)).toContain("I read both.");
  });
});

const request = (model: string) =>
  toRequest({ model, messages: start, tools, maxOutputTokens: 900, cacheKey: "run-1" });

describe("what each provider is sent", () => {
  it("xai: the bound, the usage and the header that finds its cache", async () => {
    const { provider, model, sent } = await play("xai");
    await collectEvents(provider, request(model));
    expect(sent[0]).toMatchObject({
      url: "/v1/chat/completions",
      headers: { "x-grok-conv-id": "run-1" },
      body: { max_completion_tokens: 900, stream_options: { include_usage: true } },
    });
  });

  it("openai: nothing stored there, reasoning encrypted, the cache's key", async () => {
    const { provider, model, sent } = await play("openai");
    await collectEvents(provider, request(model));
    expect(sent[0]).toMatchObject({
      url: "/v1/responses",
      body: {
        store: false,
        include: ["reasoning.encrypted_content"],
        prompt_cache_key: "run-1",
        max_output_tokens: 900,
      },
    });
  });

  it("openai: Chat Completions from the second request on, when the gateway knows nothing else", async () => {
    const body = await readStream("openai-chat");
    const { provider, model, sent } = await serve("openai", ({ url }) =>
      url.endsWith("/responses") ? { status: 404, body: '{"error":{"message":"Not Found"}}' } : { status: 200, body },
    );
    for (let turn = 0; turn < 2; turn += 1) {
      const events = await collectEvents(provider, request(model));
      expect(finishOf(events).reason).toBe("tool-calls");
    }
    expect(sent.map(({ url }) => url)).toEqual(["/v1/responses", "/v1/chat/completions", "/v1/chat/completions"]);
  });

  it("openai: a model that does not exist is no missing interface", async () => {
    const { provider, model, sent } = await serve("openai", () => ({
      status: 404,
      body: '{"error":{"message":"The model `gpt-9` does not exist","code":"model_not_found"}}',
    }));
    await expect(collectEvents(provider, request(model))).rejects.toMatchObject({ code: "provider_model_unknown" });
    expect(sent).toHaveLength(1);
  });

  it("anthropic: prompt and conversation cached, arguments streamed as they are written, thinking that can be seen", async () => {
    const { provider, model, sent } = await play("anthropic");
    await collectEvents(provider, request(model));
    expect(sent[0]).toMatchObject({
      url: "/v1/messages",
      body: {
        max_tokens: 900,
        cache_control: { type: "ephemeral" },
        system: [{ text: "You build apps.", cache_control: { type: "ephemeral" } }],
        thinking: { type: "adaptive", display: "summarized" },
        tools: [{ name: "read_file", eager_input_streaming: true }],
      },
    });
  });
});

describe("faults inside a stream", () => {
  it.each([
    [
      "anthropic",
      'event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}\n\n',
      "provider_overloaded",
    ],
    [
      "openai",
      'event: response.failed\ndata: {"type":"response.failed","response":{"error":{"code":"rate_limit_exceeded","message":"slow down"}}}\n\n',
      "provider_rate_limited",
    ],
    ["xai", 'data: {"error":{"message":"boom","type":"server_error"}}\n\n', "provider_failed"],
    ["compatible", "data: {not json\n\n", "provider_stream_malformed"],
    ["xai", "data: {not json\n\n", "provider_stream_malformed"],
    ["openai", "event: response.created\ndata: {not json\n\n", "provider_stream_malformed"],
    ["anthropic", "event: message_start\ndata: {not json\n\n", "provider_stream_malformed"],
    ["xai", "", "provider_stream_cut"],
    ["compatible", "", "provider_stream_cut"],
    ["anthropic", "", "provider_stream_cut"],
    ["openai", "", "provider_stream_cut"],
  ])("A9: of %s, %j", async (label, body, code) => {
    const { provider, model } = await serve(label, () => ({ status: 200, body }));
    await expect(collectEvents(provider, toRequest({ model }))).rejects.toMatchObject({ code, isRetryable: true });
  });

  it.each([
    [
      "anthropic",
      '{"type":"message_delta","delta":{"stop_reason":"refusal"},"usage":{"output_tokens":3}}',
      '{"type":"message_stop"}',
    ],
    ["xai", '{"id":"a","choices":[{"delta":{"refusal":"I will not."},"finish_reason":"content_filter"}]}', "[DONE]"],
    ["compatible", '{"id":"a","choices":[{"delta":{"refusal":"No."},"finish_reason":"content_filter"}]}', "[DONE]"],
    [
      "openai",
      '{"type":"response.refusal.delta","delta":"I will not."}',
      '{"type":"response.completed","response":{"output":[]}}',
    ],
  ])("A9: a refusal of %s is one", async (label, ...lines) => {
    const body = lines
      .map((line) => `event: ${/"type":"([\w.]+)"/.exec(line)?.[1] ?? "message"}\ndata: ${line}\n\n`)
      .join("");
    const { provider, model } = await serve(label, () => ({ status: 200, body }));
    expect(finishOf(await collectEvents(provider, toRequest({ model }))).reason).toBe("refusal");
  });
});
