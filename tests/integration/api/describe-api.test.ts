import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { describeApi } from "#runtime/api/describe-api.ts";
import { routes } from "#runtime/api/routes/index.ts";

const documentSchema = z.object({
  openapi: z.literal("3.1.0"),
  info: z.object({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.url() })),
  paths: z.record(
    z.string().startsWith("/api/"),
    z.record(
      z.string().regex(/^(?:get|post|put|patch|delete)$/),
      z.object({
        summary: z.string().min(5),
        tags: z.array(z.string()).length(1),
        security: z.array(z.record(z.string(), z.array(z.string()))),
        parameters: z.array(z.object({ name: z.string(), in: z.string(), schema: z.unknown() })).default([]),
        requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
        responses: z.record(
          z.string(),
          z.object({
            description: z.string(),
            content: z.record(z.string(), z.object({ schema: z.unknown() })).optional(),
          }),
        ),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const document = JSON.parse(JSON.stringify(describeApi(routes, { url: "http://localhost:3000", version: "1.0.0" })));
const parsed = documentSchema.parse(document);

const operations = Object.entries(parsed.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
);

const findReferences = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(findReferences);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, nested]) =>
    key === "$ref" && typeof nested === "string" ? [nested] : findReferences(nested),
  );
};

describe("the OpenAPI document", () => {
  it("covers every route, and nothing else", () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`).toSorted();
    expect(operations.map(({ name }) => name).toSorted()).toEqual(served);
    expect(new Set(served).size).toBe(served.length);
  });

  it("points to schemas that are there", () => {
    const names = Object.keys(parsed.components.schemas);
    const missing = findReferences(document).filter((reference) => !names.includes(reference.split("/").at(-1) ?? ""));
    expect(missing).toEqual([]);
  });

  it("declares each parameter of a path", () => {
    for (const { path, operation } of operations) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect(declared).toEqual(wanted);
    }
  });

  it("says of every route how it fails, and of every private one how to sign in", () => {
    for (const { name, operation } of operations) {
      expect(Object.keys(operation.responses["default"]?.content ?? {})).toEqual(["application/problem+json"]);
      const route = routes.find(({ method, path }) => `${method} ${path}` === name);
      expect(operation.security.length === 0).toBe(route?.isPublic);
    }
  });

  it("holds schemas a validator understands", () => {
    const ajv = new Ajv2020({ strict: false, formats: { uri: true, uuid: true, "date-time": true, email: true } });
    ajv.addSchema({ $id: "document", components: parsed.components });
    for (const name of Object.keys(parsed.components.schemas)) {
      expect(() => ajv.compile({ $ref: `document#/components/schemas/${name}` })).not.toThrow();
    }
  });
});
