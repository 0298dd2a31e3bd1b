import {
  pageSchema,
  promptSchema,
  promptSummarySchema,
  promptTestEventSchema,
  SYSTEM_PROMPT_NAME,
  type CreatePromptVersion,
  type Prompt,
  type PromptTestEvent,
  type TestPrompt,
} from "#core/contracts/index.ts";
import { problemSchema } from "#core/contracts/index.ts";
import { ApiError } from "./api-error.ts";
import { requestApi } from "./request-api.ts";
import { UnexpectedAnswerError } from "./unexpected-answer-error.ts";

const ROOT = `/api/admin/prompts/${SYSTEM_PROMPT_NAME}`;

export const ADMIN_PROMPTS_PATH = `${ROOT}/versions`;
export const promptSummaryPageSchema = pageSchema(promptSummarySchema);

export const promptVersionPath = (version: number): string => `${ADMIN_PROMPTS_PATH}/${version}`;

export const addPromptVersion = (input: CreatePromptVersion): Promise<Prompt> =>
  requestApi(ADMIN_PROMPTS_PATH, { method: "POST", body: input, answer: promptSchema });

export const activatePrompt = (version: number): Promise<Prompt> =>
  requestApi(`${ROOT}/activate`, { method: "POST", body: { version }, answer: promptSchema });

const refuse = async (response: Response, path: string): Promise<never> => {
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  throw problem.success ? new ApiError(problem.data) : new UnexpectedAnswerError(path, response.status);
};

/** Tries a prompt on a sample; yields what the model answers while it comes. Throws ApiError. */
export async function* testPrompt(input: TestPrompt, signal: AbortSignal): AsyncGenerator<PromptTestEvent> {
  const path = `${ROOT}/test`;
  const response = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
    signal,
  });
  if (!response.ok || response.body === null) await refuse(response, path);
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of response.body ?? []) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) yield promptTestEventSchema.parse(JSON.parse(event.replace(/^data: /, "")));
  }
}
