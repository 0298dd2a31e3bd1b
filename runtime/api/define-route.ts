import type { z } from "zod";
import type { Session } from "../services/service-context.ts";
import type { ApiContext } from "./api-context.ts";

export type Method = "get" | "post" | "put" | "patch" | "delete";

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface RouteInput<Params, Query, Body> {
  context: ApiContext;
  params: Parsed<Params>;
  query: Parsed<Query>;
  body: Parsed<Body>;
  request: Request;
}

interface RouteDescription<Params, Query, Body, Answer extends z.ZodType | undefined> {
  method: Method;
  /** OpenAPI spelling, `/api/projects/{id}`. */
  path: string;
  tag: string;
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  status: 200 | 201 | 202 | 204;
  /** Absent when the handler answers a Response of its own (a redirect, for one). */
  answer: Answer;
}

type Result<Answer> = Answer extends z.ZodType ? z.input<Answer> : Response;

export interface Route {
  method: Method;
  path: string;
  tag: string;
  summary: string;
  params: z.ZodObject | undefined;
  query: z.ZodObject | undefined;
  body: z.ZodType | undefined;
  status: number;
  answer: z.ZodType | undefined;
  isPublic: boolean;
  /** Refused to everybody but admins, before anything of the request is read. */
  isForAdmins: boolean;
  run(input: RouteInput<z.ZodObject, z.ZodObject, z.ZodType>, session: Session | null): Promise<unknown>;
}

const toRoute = (
  description: RouteDescription<unknown, unknown, unknown, z.ZodType | undefined>,
  audience: Pick<Route, "isPublic" | "isForAdmins">,
  run: unknown,
): Route =>
  // The one place where a route's precise types are given up: the table of routes holds them all alike, and
  // serve-route parses params, query and body with the route's own schemas before it calls `run`.
  ({ params: undefined, query: undefined, body: undefined, ...description, ...audience, run }) as Route;

/** A route anyone may call. */
export const definePublicRoute = <
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(
  description: RouteDescription<Params, Query, Body, Answer>,
  handle: (input: RouteInput<Params, Query, Body>) => Promise<Result<Answer>>,
): Route => toRoute(description, { isPublic: true, isForAdmins: false }, handle);

/** A route that needs a signed-in person: 401 without a session, before the handler is reached. */
export const defineRoute = <
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(
  description: RouteDescription<Params, Query, Body, Answer>,
  handle: (input: RouteInput<Params, Query, Body> & { session: Session }) => Promise<Result<Answer>>,
): Route =>
  toRoute(
    description,
    { isPublic: false, isForAdmins: false },
    (input: RouteInput<Params, Query, Body>, session: Session) => handle({ ...input, session }),
  );

/** A route for admins alone: 401 without a session, 403 for anybody else, before its input is read. */
export const defineAdminRoute = <
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>(
  description: RouteDescription<Params, Query, Body, Answer>,
  handle: (input: RouteInput<Params, Query, Body> & { session: Session }) => Promise<Result<Answer>>,
): Route => ({ ...defineRoute(description, handle), isForAdmins: true });
