import { z } from "zod";
import { problemSchema } from "#core/contracts/problem.ts";
import { ApiError } from "./api-error.ts";
import { UnexpectedAnswerError } from "./unexpected-answer-error.ts";
import { UnreachableError } from "./unreachable-error.ts";

export interface ApiRequest<Answer extends z.ZodType> {
  /** Contract the answer must meet. */
  answer: Answer;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
}

/** Contract of an answer without content (204). */
export const noContent = z.undefined();

/** A path with its query; undefined values are left out: `apiPath("/api/projects", { limit: 20 })`. */
export const apiPath = (path: string, query: Record<string, string | number | boolean | undefined> = {}): string => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === "" ? path : `${path}?${search}`;
};

const send = async (fetch: typeof globalThis.fetch, path: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(path, init);
  } catch (thrown) {
    if (init.signal?.aborted === true) throw thrown;
    throw new UnreachableError(thrown);
  }
};

const readJson = async (response: Response, path: string): Promise<unknown> => {
  const text = await response.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw new UnexpectedAnswerError(path, response.status, thrown);
  }
};

/** Makes a client of the REST interface over any fetch; the session travels as a cookie. */
export const createApiClient =
  (fetch: typeof globalThis.fetch) =>
  async <Answer extends z.ZodType>(path: string, request: ApiRequest<Answer>): Promise<z.output<Answer>> => {
    const response = await send(fetch, path, {
      method: request.method ?? "GET",
      credentials: "same-origin",
      headers: {
        accept: "application/json, application/problem+json",
        ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: request.body === undefined ? undefined : JSON.stringify(request.body),
      signal: request.signal,
    });
    const json = await readJson(response, path);
    if (!response.ok) {
      const problem = problemSchema.safeParse(json);
      throw problem.success ? new ApiError(problem.data) : new UnexpectedAnswerError(path, response.status);
    }
    const answer = request.answer.safeParse(json);
    if (!answer.success) throw new UnexpectedAnswerError(path, response.status, answer.error);
    return answer.data;
  };

/**
 * Asks the REST interface and parses the answer with its contract. Throws ApiError for a problem it answers,
 * UnreachableError without an answer, UnexpectedAnswerError for one that does not meet the contract.
 */
export const requestApi = createApiClient((...input) => globalThis.fetch(...input));
