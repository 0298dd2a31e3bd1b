import { Hono } from "hono";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { ApiContext } from "./api-context.ts";
import { describeApi } from "./describe-api.ts";
import { routes } from "./routes/index.ts";
import { serveRoute } from "./serve-route.ts";
import { toProblemResponse } from "./to-problem-response.ts";

export interface Api {
  fetch(request: Request): Promise<Response>;
}

/** The REST interface: a fetch handler for everything under `/api`. It runs in the embedded server and in a Next.js route handler alike. */
export const createApi = (context: ApiContext): Api => {
  const app = new Hono();
  for (const route of routes) {
    const path = route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    app.on(route.method.toUpperCase(), path, (call) => serveRoute(context, route, call.req.raw, call.req.param()));
  }
  app.get("/api/openapi.json", async () => {
    const { version } = await context.readPublicConfig();
    return Response.json(describeApi(routes, { url: context.appOrigin, version }));
  });
  app.notFound((call) =>
    toProblemResponse(new NotFoundError(`interface at ${call.req.path}`), call.req, context.logger),
  );
  app.onError((thrown, call) => toProblemResponse(thrown, call.req, context.logger));
  return { fetch: async (request) => app.fetch(request) };
};
