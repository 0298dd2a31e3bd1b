import { z } from "zod";
import { connectHostSchema, remoteHostNameSchema } from "#core/contracts/host-connection.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { checkHostConnection, connectHost, disconnectHost, listHostConnections } from "../../services/connect-host.ts";
import { defineAdminRoute } from "../define-route.ts";
import { answers } from "../schemas.ts";

const tag = "Admin";
const hostParams = z.object({ host: z.string() });

const requireHost = (name: string) => {
  const { data } = remoteHostNameSchema.safeParse(name);
  if (data === undefined) throw new NotFoundError("deploy host");
  return data;
};

export const adminHostRoutes = [
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/hosts",
      tag,
      summary: "Deploy hosts with an account, and how they are connected",
      status: 200,
      answer: z.object({ items: z.array(answers.hostConnection) }),
    },
    async ({ context }) => ({ items: await listHostConnections(context) }),
  ),
  defineAdminRoute(
    {
      method: "put",
      path: "/api/admin/hosts/{host}",
      tag,
      summary: "Connect a deploy host; its token is tried first, and never answered",
      params: hostParams,
      body: connectHostSchema,
      status: 200,
      answer: answers.hostConnection,
    },
    ({ context, session, params, body }) => connectHost(context, session, requireHost(params.host), body),
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/hosts/{host}/check",
      tag,
      summary: "Check the connection of a deploy host",
      params: hostParams,
      status: 200,
      answer: answers.hostConnection,
    },
    ({ context, params }) => checkHostConnection(context, requireHost(params.host)),
  ),
  defineAdminRoute(
    {
      method: "delete",
      path: "/api/admin/hosts/{host}",
      tag,
      summary: "Forget the token entered for a deploy host",
      params: hostParams,
      status: 204,
      answer: undefined,
    },
    async ({ context, session, params }) => {
      await disconnectHost(context, session, requireHost(params.host));
      return new Response(null, { status: 204 });
    },
  ),
];
