import { z } from "zod";
import { requireAdmin } from "../services/require-admin.ts";
import { authenticate } from "./authenticate.ts";
import type { ApiContext } from "./api-context.ts";
import type { Route } from "./define-route.ts";
import { readBody } from "./read-body.ts";

const nothing = z.object({});

/**
 * Serves one route: session first, then params, query and body parsed by the route's schemas, then the handler.
 * The answer passes its schema too, so nothing leaves that the contract does not name.
 */
export const serveRoute = async (
  context: ApiContext,
  route: Route,
  request: Request,
  pathParams: Record<string, string>,
): Promise<Response> => {
  const session = route.isPublic ? null : await authenticate(context, request);
  if (route.isForAdmins && session !== null) await requireAdmin(session);
  const input = {
    context,
    request,
    params: (route.params ?? nothing).parse(pathParams),
    query: (route.query ?? nothing).parse(Object.fromEntries(new URL(request.url).searchParams)),
    body: route.body === undefined ? undefined : route.body.parse(await readBody(request)),
  };
  const result = await route.run(input, session);
  if (result instanceof Response) return result;
  if (route.answer === undefined) return new Response(null, { status: 204 });
  return Response.json(route.answer.parse(result), { status: route.status, headers: { "cache-control": "no-store" } });
};
