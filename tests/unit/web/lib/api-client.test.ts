import { describe, expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "#web/lib/api/api-error.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { createApiClient, type Send } from "#web/lib/api/create-api-client.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import { toNotice } from "#web/lib/api/to-notice.ts";
import { UnexpectedAnswerError } from "#web/lib/api/unexpected-answer-error.ts";
import { UnreachableError } from "#web/lib/api/unreachable-error.ts";

const answer = z.object({ name: z.string() });
const answering =
  (body: string, init: ResponseInit = {}): Send =>
  async () =>
    new Response(body, init);
const offline: Send = () => Promise.reject(new TypeError("fetch failed"));
const ask = (send: Send) => createApiClient(send)("/api/thing", { answer });

const problem = {
  type: "https://letscode.dev/problems/name_taken",
  title: "name taken",
  status: 409,
  detail: "You already have a project whose address is shop.",
  code: "name_taken",
  fix: "Choose another name.",
  data: { slug: "shop" },
};

describe("the client of the REST interface", () => {
  test("parses an answer with its contract, and leaves out what that does not name", async () => {
    await expect(ask(answering('{"name":"shop","secret":1}'))).resolves.toEqual({ name: "shop" });
  });

  test("throws a problem as it was told", async () => {
    const thrown = ask(answering(JSON.stringify(problem), { status: 409 }));
    await expect(thrown).rejects.toThrow(ApiError);
    await expect(thrown).rejects.toMatchObject({ code: "name_taken", status: 409, data: { slug: "shop" } });
  });

  test("does not take another shape for an answer", async () => {
    await expect(ask(answering('{"nom":"shop"}'))).rejects.toThrow(UnexpectedAnswerError);
    await expect(ask(answering("<html>"))).rejects.toThrow(UnexpectedAnswerError);
    await expect(ask(answering("Bad gateway", { status: 502 }))).rejects.toMatchObject({ isRetryable: true });
  });

  test("says that nothing answered, unless it was stopped on purpose", async () => {
    await expect(ask(offline)).rejects.toThrow(UnreachableError);
    const stopped = AbortSignal.abort();
    const aborted: Send = () => Promise.reject(stopped.reason);
    await expect(createApiClient(aborted)("/api/thing", { answer, signal: stopped })).rejects.toBe(stopped.reason);
  });

  test("sends JSON with its type, and nothing where there is nothing", async () => {
    const sent: RequestInit[] = [];
    const client = createApiClient(async (_path, init) => {
      sent.push(init);
      return new Response('{"name":"x"}');
    });
    await client("/api/thing", { answer });
    await client("/api/thing", { answer, method: "POST", body: { a: 1 } });
    const types = sent.map(({ headers }) => new Headers(headers).get("content-type"));
    expect(types).toEqual([null, "application/json"]);
    expect(sent.map(({ body }) => body)).toEqual([undefined, '{"a":1}']);
  });
});

test("a path leaves out what is not given, and escapes what is", () => {
  expect(apiPath("/api/x", { a: undefined })).toBe("/api/x");
  expect(apiPath("/api/x", { a: "b&c", n: 0, is: false })).toBe("/api/x?a=b%26c&n=0&is=false");
});

describe("a notice", () => {
  test("of our errors is their own words", () => {
    expect(toNotice(new ApiError(problem))).toEqual({ code: "name_taken", detail: problem.detail, fix: problem.fix });
  });
  test("of input that was not taken says what to enter, in the words of the field", () => {
    const issues = [
      { path: "apiKey", message: "enter the API key" },
      { path: "name", message: "Too big: expected string to have <=80 characters" },
    ];
    expect(toNotice(new InvalidInputError(issues))).toEqual({
      code: "invalid_input",
      detail: "Enter the API key. Name: Too big: expected string to have <=80 characters.",
      fix: "Correct it, then try again.",
    });
  });
  test("of anything else says something, and what to do", () => {
    expect(toNotice(new Error("No disk")).detail).toBe("No disk.");
    expect(toNotice("x").fix).not.toBe("");
    expect(
      toNotice(Object.assign(new Error("An error occurred in the Server Components"), { digest: "42" })).code,
    ).toBe("server error 42");
  });
});
