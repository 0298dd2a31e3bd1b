import { z } from "zod";
import { deployEnvironmentSchema } from "#core/contracts/deployment.ts";
import { saveVariableSchema } from "#core/contracts/environment-variable.ts";
import { pageSchema } from "#core/contracts/page.ts";
import { listVariables, removeVariable, saveVariable } from "../../services/environment-variables.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Environment variables";

export const variableRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/variables",
      tag,
      summary: "Names of the environment variables; values are never answered",
      params: idParams,
      status: 200,
      answer: pageSchema(answers.environmentVariable),
    },
    async ({ context, session, params }) => ({
      items: await listVariables(context, session, params.id),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "put",
      path: "/api/projects/{id}/variables",
      tag,
      summary: "Set a variable for previews, production or both; the next deployment has it",
      params: idParams,
      body: saveVariableSchema,
      status: 200,
      answer: pageSchema(answers.environmentVariable),
    },
    async ({ context, session, params, body }) => ({
      items: await saveVariable(context, session, params.id, body),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "delete",
      path: "/api/projects/{id}/variables/{name}",
      tag,
      summary: "Remove a variable from one environment, or from both",
      params: idParams.extend({ name: z.string().max(128) }),
      query: z.object({ environment: deployEnvironmentSchema.optional() }),
      status: 204,
      answer: undefined,
    },
    async ({ context, session, params, query }) => {
      await removeVariable(context, session, params.id, { name: params.name, environment: query.environment });
      return new Response(null, { status: 204 });
    },
  ),
];
