import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createProviders } from "#orchestrator/providers/index.ts";
import { collectEvents, toRequest } from "#tests/helpers/collect-events.ts";
import { testClock } from "#tests/helpers/demo-workspace.ts";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that answers every request by hand. */
async function serve(answer: (response: ServerResponse, body: string, authorization: string | undefined) => void) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (data: Buffer) => (body += data.toString()));
    request.on("end", () => answer(response, body, request.headers.authorization));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  const { port } = server.address() as AddressInfo;
  return createProviders({
    access: { compatible: { apiKey: undefined, baseUrl: `http://127.0.0.1:${port}/v1` } },
    default: { name: "compatible", model: "local" },
    clock: testClock,
    fetch,
  }).get("compatible");
}

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const begin = (response: ServerResponse) => response.writeHead(200, { "content-type": "text/event-stream" });
const choice = (delta: object, finish: string | null = null) => ({
  id: "answer",
  choices: [{ index: 0, delta, finish_reason: finish }],
});

describe("a compatible server", () => {
  it("streams text and a tool call, without a key when there is none", async () => {
    const seen: { body: string; authorization: string | undefined }[] = [];
    const provider = await serve((response, body, authorization) => {
      seen.push({ body, authorization });
      begin(response);
      response.write(event(choice({ role: "assistant", content: "Look" })));
      response.write(
        event(choice({ tool_calls: [{ index: 0, id: "a", function: { name: "list_files", arguments: "" } }] })),
      );
      response.write(event(choice({ tool_calls: [{ index: 0, function: { arguments: '{"path":""}' } }] })));
      response.write(event(choice({}, "tool_calls")));
      response.end(
        `${event({ id: "answer", choices: [], usage: { prompt_tokens: 9, completion_tokens: 4 } })}data: [DONE]\n\n`,
      );
    });
    const events = await collectEvents(provider, toRequest({ model: "local", maxOutputTokens: 64 }));
    expect(events).toEqual([
      { type: "text-delta", text: "Look" },
      { type: "tool-call-start", callId: "a", tool: "list_files" },
      { type: "tool-call-delta", callId: "a", text: '{"path":""}' },
      { type: "tool-call-end", callId: "a", tool: "list_files", arguments: '{"path":""}' },
      {
        type: "finish",
        reason: "tool-calls",
        usage: { inputTokens: 9, cachedInputTokens: 0, outputTokens: 4, costUsd: 0 },
      },
    ]);
    expect(seen[0]?.authorization).toBeUndefined();
    expect(JSON.parse(seen[0]?.body ?? "{}")).toMatchObject({ model: "local", max_tokens: 64, stream: true });
  });

  it("counts tokens by size when the server does not", async () => {
    const provider = await serve((response) => {
      begin(response);
      response.end(event(choice({ content: "x".repeat(40) }, "stop")));
    });
    const events = await collectEvents(provider, toRequest({ model: "local" }));
    expect(events.at(-1)).toMatchObject({ reason: "stop", usage: { outputTokens: 10 } });
  });

  it("A9: calls a stream cut that ends without a reason, or with the connection", async () => {
    const ended = await serve((response) => begin(response).end(event(choice({ content: "half" }))));
    await expect(collectEvents(ended, toRequest({ model: "local" }))).rejects.toMatchObject({
      code: "provider_stream_cut",
      isRetryable: true,
    });
    const cut = await serve((response) => {
      begin(response).write(event(choice({ content: "half" })));
      setTimeout(() => response.destroy(), 20);
    });
    await expect(collectEvents(cut, toRequest({ model: "local" }))).rejects.toMatchObject({
      code: "provider_stream_cut",
    });
  });

  it("A9: asks once, and says how long to wait", async () => {
    let requests = 0;
    const provider = await serve((response) => {
      requests += 1;
      response.writeHead(429, { "content-type": "application/json", "retry-after": "3" });
      response.end(JSON.stringify({ error: { message: "slow down", type: "rate_limit_error" } }));
    });
    await expect(collectEvents(provider, toRequest({ model: "local" }))).rejects.toMatchObject({
      code: "provider_rate_limited",
      retryAfterMilliseconds: 3_000,
    });
    expect(requests).toBe(1);
  });

  it("stops at once when the run is stopped, with the run's own reason", async () => {
    const isClosed = Promise.withResolvers<void>();
    const provider = await serve((response) => {
      response.on("close", () => isClosed.resolve());
      begin(response).write(event(choice({ content: "first" })));
    });
    const controller = new AbortController();
    const reason = new Error("stopped by a person");
    const read = async () => {
      for await (const part of provider.stream(toRequest({ model: "local", signal: controller.signal })))
        if (part.type === "text-delta") controller.abort(reason);
    };
    await expect(read()).rejects.toBe(reason);
    await isClosed.promise;
  });

  it("says so when nothing listens at the address", async () => {
    const provider = await serve(() => {});
    await closers.pop()?.();
    await expect(collectEvents(provider, toRequest({ model: "local" }))).rejects.toMatchObject({
      code: "provider_unreachable",
    });
  });
});
