import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { idSchema } from "#core/contracts/id.ts";
import { createStatusEndpointSchema, updateStatusEndpointSchema } from "#core/contracts/status-endpoint.ts";
import { requireProject } from "../../services/require-project.ts";
import {
  createStatusEndpoint,
  listStatusEndpoints,
  removeStatusEndpoint,
  resendStatusMessage,
  rotateStatusEndpoint,
  testStatusEndpoint,
  updateStatusEndpoint,
} from "../../services/status-endpoints.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Status webhooks";

const endpointRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/status-endpoints",
      tag,
      summary: "Addresses that hear about deployments, without their secrets",
      params: idParams,
      status: 200,
      answer: pageSchema(answers.statusEndpoint),
    },
    async ({ context, session, params }) => ({
      items: await listStatusEndpoints(context, session, params.id),
      nextCursor: null,
    }),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/status-endpoints",
      tag,
      summary: "Add an address; its secret is answered this once",
      params: idParams,
      body: createStatusEndpointSchema,
      status: 201,
      answer: answers.createdStatusEndpoint,
    },
    ({ context, session, params, body }) => createStatusEndpoint(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "patch",
      path: "/api/status-endpoints/{id}",
      tag,
      summary: "Change an address, or switch it on or off",
      params: idParams,
      body: updateStatusEndpointSchema,
      status: 200,
      answer: answers.statusEndpoint,
    },
    ({ context, session, params, body }) => updateStatusEndpoint(context, session, params.id, body),
  ),
  defineRoute(
    {
      method: "delete",
      path: "/api/status-endpoints/{id}",
      tag,
      summary: "Remove an address and its log",
      params: idParams,
      status: 204,
      answer: undefined,
    },
    async ({ context, session, params }) => {
      await removeStatusEndpoint(context, session, params.id);
      return new Response(null, { status: 204 });
    },
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/status-endpoints/{id}/rotate",
      tag,
      summary: "A new secret, answered this once; the one before signs too for a day",
      params: idParams,
      status: 200,
      answer: answers.createdStatusEndpoint,
    },
    ({ context, session, params }) => rotateStatusEndpoint(context, session, params.id),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/status-endpoints/{id}/test",
      tag,
      summary: "Send a test message, once",
      params: idParams,
      status: 202,
      answer: answers.statusMessage,
    },
    ({ context, session, params }) => testStatusEndpoint(context, session, params.id),
  ),
];

const messageRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/status-messages",
      tag,
      summary: "Messages with every try to deliver them, newest first",
      params: idParams,
      query: pageQuerySchema.extend({ endpointId: idSchema.optional() }),
      status: 200,
      answer: pageSchema(answers.statusMessage),
    },
    async ({ session, params, query: { endpointId, ...page } }) => {
      const project = await requireProject(session, params.id);
      return session.stores.statusEndpoints.listMessages(project.id, {
        ...page,
        ...(endpointId === undefined ? {} : { endpointId }),
      });
    },
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/status-messages/{id}/resend",
      tag,
      summary: "Send a message once more, under the same id",
      params: idParams,
      status: 202,
      answer: answers.statusMessage,
    },
    ({ context, session, params }) => resendStatusMessage(context, session, params.id),
  ),
];

export const statusEndpointRoutes = [...endpointRoutes, ...messageRoutes];
