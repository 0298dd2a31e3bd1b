import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv, type ValidateFunction } from "ajv";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const idOf = (ref: string): string => `github:${ref.replace(/^#\//, "").replaceAll("/", ".")}`;

/** In a few operations GitHub's document says of an account that it is a user and an enterprise; it means either. */
const isUserOrEnterprise = (value: Json): boolean =>
  Array.isArray(value) &&
  ["Simple User", "Enterprise"].every((title) => value.some((each) => isObject(each) && each["title"] === title));

/** OpenAPI 3.0 spells "or null" as `nullable`, which JSON Schema does not know. `onRef` is told of what it refers to. */
const toJsonSchema = (value: Json, onRef: (ref: string) => void): Json => {
  if (Array.isArray(value)) return value.map((each) => toJsonSchema(each, onRef));
  if (!isObject(value)) return value;
  const { nullable, ...rest } = value;
  const schema = Object.fromEntries(
    Object.entries(rest)
      .filter(([key]) => key !== "example" && key !== "examples" && key !== "discriminator")
      .map(([key, each]) => {
        if (key === "allOf" && isUserOrEnterprise(each)) return ["anyOf", toJsonSchema(each, onRef)];
        if (key !== "$ref" || typeof each !== "string") return [key, toJsonSchema(each, onRef)];
        onRef(each);
        return [key, idOf(each)];
      }),
  );
  return nullable === true ? { anyOf: [{ type: "null" }, schema] } : schema;
};

/** One of GitHub's documents with its schemas, ready to compile parts of. */
export interface ApiDocument {
  /** Follows a path of keys; a `$ref` on the way is followed as well. */
  at(...keys: string[]): Json | undefined;
  /** The validator of what is at a path of keys. */
  compile(...keys: string[]): ValidateFunction;
}

const keysOf = (ref: string): string[] => ref.replace(/^#\//, "").split("/");

export const loadDocument = (specifier: string): ApiDocument => {
  const file = createRequire(import.meta.url).resolve(specifier);
  const document: Json = JSON.parse(readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false, validateSchema: false });
  const compiled = new Map<string, ValidateFunction>();
  const added = new Set<string>();
  const follow = (value: Json | undefined): Json | undefined => {
    if (!isObject(value) || typeof value["$ref"] !== "string") return value;
    return at(...keysOf(value["$ref"]));
  };
  const at = (...keys: string[]): Json | undefined =>
    follow(
      keys.reduce<Json | undefined>((value, key) => {
        const whole = follow(value);
        return isObject(whole) ? whole[key] : undefined;
      }, document),
    );
  // Only what is looked at is translated and compiled: a whole document has thousands of schemas and takes seconds.
  const add = (ref: string): void => {
    if (added.has(ref)) return;
    added.add(ref);
    const schema = toJsonSchema(at(...keysOf(ref)) ?? {}, add);
    ajv.addSchema(isObject(schema) ? schema : {}, idOf(ref));
  };
  return {
    at,
    compile: (...keys) => {
      const name = keys.join(" ");
      const known = compiled.get(name) ?? ajv.compile(Object(toJsonSchema(at(...keys) ?? {}, add)));
      compiled.set(name, known);
      return known;
    },
  };
};

const explain = (validate: ValidateFunction): string =>
  (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || "/"} ${message}`).join("; ");

export interface CheckedRequest {
  method: string;
  /** OpenAPI's path key. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

export interface OpenApiChecker {
  /** What is wrong with a request, or null. */
  checkRequest(request: CheckedRequest): string | null;
  /** What is wrong with an answer, or null. */
  checkAnswer(
    request: Pick<CheckedRequest, "method" | "path">,
    answer: { status: number; body: unknown },
  ): string | null;
}

/** `/repositories/{id}` is where GitHub redirects a former name to; its document knows the operation by name only. */
const aliases: Record<string, string> = { "/repositories/{id}": "/repos/{owner}/{repo}" };

/** Checks requests and answers against GitHub's own OpenAPI document. Operations are compiled when they are first used. */
export const createOpenApiChecker = (): OpenApiChecker => {
  const document = loadDocument("@octokit/openapi/generated/api.github.com.json");
  const operationOf = (method: string, path: string): string[] | null => {
    const keys = ["paths", aliases[path] ?? path, method.toLowerCase()];
    return document.at(...keys) === undefined ? null : keys;
  };
  const parameterNames = (keys: string[]): string[] => {
    const parameters = document.at(...keys, "parameters");
    return (Array.isArray(parameters) ? parameters : []).flatMap((parameter) => {
      const ref = isObject(parameter) ? parameter["$ref"] : undefined;
      const whole = typeof ref === "string" ? document.at(...keysOf(ref)) : parameter;
      return isObject(whole) && whole["in"] === "query" && typeof whole["name"] === "string" ? [whole["name"]] : [];
    });
  };
  return {
    checkRequest: ({ method, path, query, body }) => {
      const keys = operationOf(method, path);
      if (keys === null) return `GitHub's document has no ${method} ${path}.`;
      const known = parameterNames(keys);
      const strange = [...query.keys()].filter((name) => !known.includes(name));
      if (strange.length > 0) return `${method} ${path} takes no ${strange.join(", ")}.`;
      const content = [...keys, "requestBody", "content", "application/json", "schema"];
      if (document.at(...content) === undefined) {
        return body === undefined ? null : `${method} ${path} takes no body.`;
      }
      if (body === undefined) {
        return document.at(...keys, "requestBody", "required") === true ? `${method} ${path} needs a body.` : null;
      }
      const validate = document.compile(...content);
      return validate(body) ? null : `${method} ${path}, body: ${explain(validate)}`;
    },
    checkAnswer: ({ method, path }, { status, body }) => {
      const keys = operationOf(method, path);
      if (keys === null) return null;
      if (document.at(...keys, "responses", String(status)) === undefined) {
        return status >= 300 ? null : `${method} ${path} never answers ${status}.`;
      }
      const content = [...keys, "responses", String(status), "content", "application/json", "schema"];
      if (document.at(...content) === undefined) return null;
      const validate = document.compile(...content);
      return validate(body) ? null : `Answer ${status} of ${method} ${path}: ${explain(validate)}`;
    },
  };
};

/** Checks webhooks against GitHub's own document of them; the name of a webhook is its event, and its action if it has one. */
export const createWebhookChecker = (): ((event: string, payload: { action?: string }) => string | null) => {
  const document = loadDocument("@octokit/openapi-webhooks/generated/api.github.com.json");
  return (event, payload) => {
    const dashed = event.replaceAll("_", "-");
    const names = [payload.action === undefined ? dashed : `${dashed}-${payload.action.replaceAll("_", "-")}`, dashed];
    const name = names.find((each) => document.at("webhooks", each) !== undefined);
    if (name === undefined) return `GitHub sends no webhook ${names[0] ?? event}.`;
    const validate = document.compile("webhooks", name, "post", "requestBody", "content", "application/json", "schema");
    return validate(payload) ? null : `Webhook ${name}: ${explain(validate)}`;
  };
};
