import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from "@asteasolutions/zod-to-openapi";
import { problemSchema } from "#core/contracts/problem.ts";
import type { Route } from "./define-route.ts";

type Document = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

const problem = {
  description: "Problem details (RFC 9457) with a stable `code` and a `fix` that says what to do.",
  content: { "application/problem+json": { schema: problemSchema.meta({ id: "Problem" }) } },
};

const toConfig = (route: Route): RouteConfig => ({
  method: route.method,
  path: route.path,
  tags: [route.tag],
  summary: route.summary,
  security: route.isPublic ? [] : [{ bearer: [] }, { session: [] }],
  request: {
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { query: route.query }),
    ...(route.body === undefined ? {} : { body: { content: { "application/json": { schema: route.body } } } }),
  },
  responses: {
    [route.answer === undefined && route.status === 200 ? 302 : route.status]: {
      description: route.summary,
      ...(route.answer === undefined ? {} : { content: { "application/json": { schema: route.answer } } }),
    },
    default: problem,
  },
});

/** The OpenAPI 3.1 document of the REST interface, made from the same schemas that parse its requests and answers. */
export const describeApi = (routes: Route[], server: { url: string; version: string }): Document => {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "A Supabase access token.",
  });
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "sb-session",
    description: "The session cookie that supabase-js keeps.",
  });
  for (const route of routes) registry.registerPath(toConfig(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: {
      title: "LetsCode",
      version: server.version,
      description: "AI commits drive deployments.",
      license: { name: "Apache-2.0" },
    },
    servers: [{ url: server.url }],
  });
};
