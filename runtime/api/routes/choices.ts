import { pageSchema } from "#core/contracts/page.ts";
import { SYSTEM_PROMPT_NAME } from "#core/contracts/prompt.ts";
import { listModels } from "../../services/list-models.ts";
import { defineRoute } from "../define-route.ts";
import { answers } from "../schemas.ts";

const tag = "Choices";

/** What a project or a run can choose from. */
export const choiceRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/models",
      tag,
      summary: "Models that can be chosen, with context size and prices",
      status: 200,
      answer: answers.models,
    },
    ({ context }) => listModels(context),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/prompt-versions",
      tag,
      summary: "Versions of the system prompt that can be chosen, without their text",
      status: 200,
      answer: pageSchema(answers.promptVersion),
    },
    async ({ context }) => ({ items: await context.stores.prompts.list(SYSTEM_PROMPT_NAME), nextCursor: null }),
  ),
];
