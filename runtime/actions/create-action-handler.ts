import { NotFoundError } from "#core/errors/not-found-error.ts";
import { UnauthorizedError } from "#core/errors/unauthorized-error.ts";
import { readBody } from "../api/read-body.ts";
import { toProblemResponse } from "../api/to-problem-response.ts";
import { requireAdmin } from "../services/require-admin.ts";
import type { Session } from "../services/service-context.ts";
import { activatePrompt, requestDeployment, startRun, storeCredential } from "./actions.ts";
import type { Action, ActionContext } from "./define-action.ts";

interface Options {
  context: ActionContext;
  /** The session a Supabase access token stands for; null when it is not valid. */
  openSession(accessToken: string): Promise<Session | null>;
  /** The web app's, which alone may call from a browser. */
  appOrigin: string;
}

/** Each with its own types given up: it parses its input and its answer by itself. */
const actions = [storeCredential, activatePrompt, startRun, requestDeployment] as unknown as Action[];

export const actionNames: readonly string[] = actions.map(({ name }) => name);

const toHeaders = (appOrigin: string): Record<string, string> => ({
  "access-control-allow-origin": appOrigin,
  "access-control-allow-headers": "authorization, apikey, content-type, x-client-info",
  "access-control-allow-methods": "POST",
  vary: "Origin",
  "cache-control": "no-store",
});

/** Who asks, by Bearer token alone: a cookie is never read here, so another site's page can change nothing (A27). */
const authenticate = async ({ openSession }: Options, request: Request): Promise<Session> => {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const session = token === undefined ? null : await openSession(token);
  if (session === null) throw new UnauthorizedError();
  return session;
};

const perform = async (options: Options, request: Request): Promise<Response> => {
  const name = new URL(request.url).pathname.split("/").at(-1);
  const action = actions.find((one) => one.name === name);
  if (action === undefined || request.method !== "POST")
    throw new NotFoundError(`function ${name} for ${request.method}`);
  const session = await authenticate(options, request);
  if (action.isForAdmins) await requireAdmin(session);
  const input = action.input.parse(await readBody(request));
  const answer = action.answer.parse(await action.run(options.context, session, input));
  return Response.json(answer, { status: action.status });
};

/** Serves the actions as Edge Functions do: `POST /functions/v1/<name>` with a Bearer token and JSON. */
export const createActionHandler =
  (options: Options) =>
  async (request: Request): Promise<Response> => {
    const headers = toHeaders(options.appOrigin);
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
    const path = new URL(request.url).pathname;
    const response = await perform(options, request).catch((thrown: unknown) =>
      toProblemResponse(thrown, { method: request.method, path }, options.context.logger),
    );
    for (const [header, value] of Object.entries(headers)) response.headers.set(header, value);
    return response;
  };
