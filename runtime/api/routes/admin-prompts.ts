import { z } from "zod";
import { pageSchema } from "#core/contracts/page.ts";
import { activatePromptSchema, createPromptVersionSchema, testPromptSchema } from "#core/contracts/prompt.ts";
import { activatePrompt } from "../../actions/index.ts";
import { addPromptVersion, requirePrompt } from "../../services/admin/change-prompts.ts";
import { testPrompt } from "../../services/admin/test-prompt.ts";
import { defineAdminRoute } from "../define-route.ts";
import { answers } from "../schemas.ts";
import { streamEvents } from "../stream-events.ts";

const tag = "Admin";
const nameParams = z.object({ name: z.string().max(60) });
const versionParams = nameParams.extend({ version: z.coerce.number().int().min(1).max(1_000_000) });

export const adminPromptRoutes = [
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/prompts/{name}/versions",
      tag,
      summary: "Versions of a system prompt, newest first, without their text",
      params: nameParams,
      status: 200,
      answer: pageSchema(answers.promptSummary),
    },
    async ({ context, params }) => ({ items: await context.stores.prompts.list(params.name), nextCursor: null }),
  ),
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/prompts/{name}/versions/{version}",
      tag,
      summary: "One version with its text",
      params: versionParams,
      status: 200,
      answer: answers.prompt,
    },
    ({ context, params }) => requirePrompt(context, params.name, params.version),
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/prompts/{name}/versions",
      tag,
      summary: "Keep a text as the next version; not active yet",
      params: nameParams,
      body: createPromptVersionSchema,
      status: 201,
      answer: answers.prompt,
    },
    ({ context, session, params, body }) => addPromptVersion(context, session, params.name, body),
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/prompts/{name}/activate",
      tag,
      summary: "Make a version the one new runs use, or roll back to it",
      params: nameParams,
      body: activatePromptSchema,
      status: 200,
      answer: answers.prompt,
    },
    ({ context, session, params, body }) => activatePrompt.run(context, session, { ...body, name: params.name }),
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/prompts/{name}/test",
      tag,
      summary: "Ask a model a sample with this text; answers server-sent events",
      params: nameParams,
      body: testPromptSchema,
      status: 200,
      answer: undefined,
    },
    async ({ context, session, params, body, request }) => {
      const control = new AbortController();
      const abort = (): void => control.abort();
      request.signal.addEventListener("abort", abort, { once: true });
      return streamEvents(await testPrompt(context, session, { ...body, name: params.name }, control.signal), abort);
    },
  ),
];
