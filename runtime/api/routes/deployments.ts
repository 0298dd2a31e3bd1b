import { z } from "zod";
import { requestDeploymentSchema } from "#core/contracts/answers.ts";
import { deployEnvironmentSchema } from "#core/contracts/deployment.ts";
import { connectionFindingSchema } from "#core/contracts/host-connection.ts";
import { deployHostNameSchema } from "#core/contracts/project.ts";
import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { requestDeployment } from "../../actions/index.ts";
import { checkProjectHost } from "../../services/check-project-host.ts";
import { cancelDeployment, promoteDeployment, retryDeployment } from "../../services/control-deployment.ts";
import { requireDeployment } from "../../services/require-deployment.ts";
import { requireProject } from "../../services/require-project.ts";
import { defineRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Deployments";
const listQuery = pageQuerySchema.extend({
  branch: z.string().max(250).optional(),
  environment: deployEnvironmentSchema.optional(),
});
const logsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});

export const deploymentRoutes = [
  defineRoute(
    {
      method: "get",
      path: "/api/deploy-hosts",
      tag,
      summary: "Deploy hosts a project may choose",
      status: 200,
      answer: z.object({ items: z.array(deployHostNameSchema) }),
    },
    async ({ context }) => ({ items: await context.listDeployHosts() }),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/deploy-host/check",
      tag,
      summary: "Whether the project's deploy host can deploy it, in words",
      params: idParams,
      status: 200,
      answer: z.object({ items: z.array(connectionFindingSchema) }),
    },
    async ({ context, session, params }) => ({ items: await checkProjectHost(context, session, params.id) }),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/projects/{id}/deployments",
      tag,
      summary: "Deployments, newest first",
      params: idParams,
      query: listQuery,
      status: 200,
      answer: pageSchema(answers.deployment),
    },
    async ({ session, params, query: { branch, environment, ...page } }) => {
      const project = await requireProject(session, params.id);
      return session.stores.deployments.list(project.id, {
        ...page,
        ...(branch === undefined ? {} : { branch }),
        ...(environment === undefined ? {} : { environment }),
      });
    },
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/projects/{id}/deployments",
      tag,
      summary: "Deploy the head of a branch once more",
      params: idParams,
      body: requestDeploymentSchema,
      status: 202,
      answer: answers.deployment,
    },
    ({ context, session, params, body }) => requestDeployment.run(context, session, { ...body, projectId: params.id }),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/deployments/{id}",
      tag,
      summary: "One deployment",
      params: idParams,
      status: 200,
      answer: answers.deployment,
    },
    ({ session, params }) => requireDeployment(session, params.id),
  ),
  defineRoute(
    {
      method: "get",
      path: "/api/deployments/{id}/logs",
      tag,
      summary: "Its build log, from a line on",
      params: idParams,
      query: logsQuery,
      status: 200,
      answer: pageSchema(answers.deploymentLog),
    },
    async ({ session, params, query }) => {
      const deployment = await requireDeployment(session, params.id);
      const items = await session.stores.deployments.listLogs(deployment.id, query.after, query.limit);
      const last = items.at(-1);
      return { items, nextCursor: items.length === query.limit && last !== undefined ? String(last.line) : null };
    },
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/deployments/{id}/cancel",
      tag,
      summary: "Stop it",
      params: idParams,
      status: 202,
      answer: answers.deployment,
    },
    ({ context, session, params }) => cancelDeployment(context, session, params.id),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/deployments/{id}/retry",
      tag,
      summary: "Build the same commit again",
      params: idParams,
      status: 202,
      answer: answers.deployment,
    },
    ({ context, session, params }) => retryDeployment(context, session, params.id),
  ),
  defineRoute(
    {
      method: "post",
      path: "/api/deployments/{id}/promote",
      tag,
      summary: "Serve it as production without building again: promotion and rollback",
      params: idParams,
      status: 202,
      answer: answers.deployment,
    },
    ({ context, session, params }) => promoteDeployment(context, session, params.id),
  ),
];
