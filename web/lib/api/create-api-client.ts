import type { z } from "zod";
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

export type ApiClient = <Answer extends z.ZodType>(
  path: string,
  request: ApiRequest<Answer>,
) => Promise<z.output<Answer>>;

export type Send = (path: string, init: RequestInit) => Promise<Response>;

const reach = async (send: Send, path: string, init: RequestInit): Promise<Response> => {
  try {
    return await send(path, init);
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

const toInit = ({ method = "GET", body, signal }: ApiRequest<z.ZodType>): RequestInit => ({
  method,
  credentials: "same-origin",
  headers: {
    accept: "application/json, application/problem+json",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  },
  body: body === undefined ? undefined : JSON.stringify(body),
  signal,
});

/**
 * Makes a client of the REST interface over any way of sending requests. It throws ApiError for a problem the
 * interface answers, UnreachableError without an answer, UnexpectedAnswerError for one that does not meet the contract.
 */
export const createApiClient =
  (send: Send): ApiClient =>
  async (path, request) => {
    const response = await reach(send, path, toInit(request));
    const json = await readJson(response, path);
    if (!response.ok) {
      const problem = problemSchema.safeParse(json);
      throw problem.success ? new ApiError(problem.data) : new UnexpectedAnswerError(path, response.status);
    }
    const answer = request.answer.safeParse(json);
    if (!answer.success) throw new UnexpectedAnswerError(path, response.status, answer.error);
    return answer.data;
  };
