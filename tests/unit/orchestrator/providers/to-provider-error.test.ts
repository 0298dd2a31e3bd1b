import { APIConnectionError, APIConnectionTimeoutError, APIError } from "openai";
import { describe, expect, it } from "vitest";
import { toProviderError } from "#orchestrator/providers/shared/to-provider-error.ts";
import { testClock } from "#tests/helpers/demo-workspace.ts";

const convert = (error: unknown) =>
  toProviderError(error, { provider: "xai", clock: testClock, apiKey: "xai-secret-0123456789" });
const answer = (status: number, error: object = { message: "said so" }, headers = {}) =>
  APIError.generate(status, { error }, undefined, new Headers(headers));
const system = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
const failedFetch = (cause: Error) =>
  new APIConnectionError({ message: "Connection error.", cause: new TypeError("fetch failed", { cause }) });

describe("toProviderError", () => {
  it.each([
    [answer(401), "provider_unauthorized", false],
    [answer(400, { message: "Incorrect API key provided: xa***89." }), "provider_unauthorized", false],
    [answer(402), "provider_quota_exhausted", false],
    [answer(403), "provider_forbidden", false],
    [
      answer(404, { message: "The model `gpt-9` does not exist", code: "model_not_found" }),
      "provider_model_unknown",
      false,
    ],
    [answer(404, { message: "model: claude-9" }), "provider_model_unknown", false],
    [answer(404, { message: "no such route" }), "provider_request_refused", false],
    [answer(400, { message: "bad", code: "context_length_exceeded" }), "provider_context_exceeded", false],
    [
      answer(400, { message: "This model's maximum context length is 8192 tokens." }),
      "provider_context_exceeded",
      false,
    ],
    [
      answer(400, { message: "prompt is too long: 201000 tokens > 200000 maximum" }),
      "provider_context_exceeded",
      false,
    ],
    [answer(429, { message: "slow down" }), "provider_rate_limited", true],
    [
      answer(429, { message: "You exceeded your current quota", code: "insufficient_quota" }),
      "provider_quota_exhausted",
      false,
    ],
    [answer(408), "provider_timed_out", true],
    [answer(500), "provider_failed", true],
    [answer(502), "provider_failed", true],
    [answer(503), "provider_overloaded", true],
    [answer(529, { type: "overloaded_error", message: "Overloaded" }), "provider_overloaded", true],
    [
      new APIError(undefined, { type: "overloaded_error", message: "Overloaded" }, undefined, new Headers()),
      "provider_overloaded",
      true,
    ],
    [new APIError(undefined, { message: "boom", code: 502 }, undefined, new Headers()), "provider_failed", true],
    [new APIConnectionTimeoutError(), "provider_timed_out", true],
    [failedFetch(system("ECONNREFUSED")), "provider_unreachable", true],
    [failedFetch(system("ENOTFOUND")), "provider_unreachable", true],
    [failedFetch(system("ETIMEDOUT")), "provider_timed_out", true],
    [new TypeError("terminated", { cause: system("UND_ERR_SOCKET") }), "provider_stream_cut", true],
    [system("ECONNRESET"), "provider_stream_cut", true],
    [new SyntaxError("Error reading response: malformed server-sent event JSON."), "provider_stream_malformed", true],
    [new Error("something else"), "provider_failed", true],
    ["thrown text", "provider_failed", true],
  ])("maps %s", (error, code, isRetryable) => {
    const mapped = convert(error);
    expect(mapped).toMatchObject({ name: "ProviderError", code, isRetryable, provider: "xai" });
    expect(mapped.fix).not.toBe("");
  });

  it.each([
    [{ "retry-after": "7" }, 7_000],
    [{ "retry-after-ms": "250", "retry-after": "7" }, 250],
    [{ "retry-after": "Mon, 02 Mar 2026 09:00:30 GMT" }, 30_000],
    [{ "retry-after": "Mon, 02 Mar 2026 08:00:00 GMT" }, 0],
    [{ "retry-after": "99999999" }, 86_400_000],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("reads the time to wait from %j", (headers, expected) => {
    expect(convert(answer(429, { message: "slow down" }, headers)).retryAfterMilliseconds).toBe(expected);
  });

  it("never repeats a key", () => {
    const messages = [
      convert(answer(500, { message: "key xai-secret-0123456789 failed" })),
      convert(answer(500, { message: "Incorrect: sk-proj-abcdef123456" })),
      convert(answer(401, { message: "Incorrect API key provided: xai-secret-0123456789" })),
    ].map((error) => JSON.stringify([error.message, error.toProblem()]));
    expect(messages.join()).not.toMatch(/secret-0123456789|abcdef123456/);
  });

  it("keeps a long explanation to one short line", () => {
    const { detail } = convert(answer(400, { message: `first\nline ${"x".repeat(5_000)}` }));
    expect(detail.length).toBeLessThan(600);
    expect(detail).not.toContain("\n");
  });
});
