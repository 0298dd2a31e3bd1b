import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { type Answer, GitHubRefusal, type GitHubRoute, notFound } from "./answer.ts";
import { authenticate, openRepository } from "./authenticate.ts";
import { createOpenApiChecker } from "./check-openapi.ts";
import { createFaults, type FaultKind } from "./faults.ts";
import { fullNameOf, type GitHubAccount, type GitHubState, makeApp } from "./github-state.ts";
import { createLimits } from "./limits.ts";
import { appRoutes } from "./routes/app-routes.ts";
import { gitRoutes } from "./routes/git-routes.ts";
import { repositoryRoutes } from "./routes/repository-routes.ts";
import { createControls } from "./controls.ts";
import { createWebhooks } from "./send-webhooks.ts";
import { createGitServer } from "./serve-git.ts";
import { serveWeb } from "./serve-web.ts";

const DOCUMENTATION = "https://docs.github.com/rest";

interface Match {
  route: GitHubRoute;
  params: Record<string, string>;
}

/** Parameters that may hold slashes stand at the end of their path. */
const toPattern = (path: string): RegExp =>
  new RegExp(
    `^${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${["ref", "path", "basehead"].includes(name) ? ".+" : "[^/]+"})`)}$`,
  );

const createRouter = (routes: GitHubRoute[]) => {
  const table = routes.map((route) => ({ route, pattern: toPattern(route.path) }));
  return (method: string, path: string): Match | null => {
    for (const { route, pattern } of table) {
      const match = route.method === method ? pattern.exec(path) : null;
      if (match === null) continue;
      const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { route, params: Object.fromEntries(params) };
    }
    return null;
  };
};

const toRefusal = (thrown: unknown): Answer => {
  if (!(thrown instanceof GitHubRefusal)) throw thrown;
  const { status, message, headers, errors } = thrown;
  const body = {
    message,
    ...(errors === undefined ? {} : { errors }),
    documentation_url: DOCUMENTATION,
    status: String(status),
  };
  return { status, body, headers };
};

const send = (response: ServerResponse, { status, body, headers = {} }: Answer): void => {
  const text = body === undefined ? "" : JSON.stringify(body);
  const type = body === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...type, ...headers });
  response.end(text);
};

/** GitHub leads from a former name to the same operation by the repository's number; what writes is sent there as it is. */
const leadOn = (made: Answer, method: string, path: string): Answer => {
  const rest = /^\/repos\/[^/]+\/[^/]+(\/.+)$/.exec(path)?.[1] ?? "";
  if (made.status !== 301 || made.headers?.["location"] === undefined) return made;
  const headers = { ...made.headers, location: `${made.headers["location"]}${rest}` };
  return { ...made, headers, status: method === "GET" ? 301 : 307 };
};

/** An operation by the repository's number, as the one by its name. */
const toNamedPath = (state: GitHubState, path: string): string => {
  const [, id, rest] = /^\/repositories\/(\d+)(\/.+)$/.exec(path) ?? [];
  const repository = state.repositories.find((each) => String(each.id) === id);
  return repository === undefined ? path : `/repos/${fullNameOf(state, repository)}${rest ?? ""}`;
};

const createApi = (state: GitHubState, routes: GitHubRoute[]) => {
  const find = createRouter(routes);
  const checker = createOpenApiChecker();
  const limits = createLimits(state.now);
  const violations: string[] = [];
  const note = (problem: string | null): void => {
    if (problem !== null) violations.push(problem);
  };
  const answer = async (request: IncomingMessage, url: URL, body: string): Promise<Answer> => {
    const method = request.method ?? "GET";
    const path = toNamedPath(state, url.pathname.slice("/api/v3".length));
    const match = find(method, path);
    if (match === null) {
      violations.push(`The fake does not know ${method} ${url.pathname}.`);
      return toRefusal(notFound());
    }
    const { route, params } = match;
    const credential = request.headers.authorization ?? "";
    const parsed: unknown = body === "" ? undefined : JSON.parse(body);
    note(checker.checkRequest({ method, path: route.path, query: url.searchParams, body: parsed }));
    const run = async (): Promise<Answer> => {
      const caller = authenticate(state, route.as, request.headers.authorization);
      if (route.as === "token") limits.take(credential, route.isContent ?? false);
      return route.answer({
        state,
        caller,
        params,
        query: url.searchParams,
        body: Object(parsed ?? {}),
        repository: (permission, access) => openRepository(state, caller, params, { permission, access }),
      });
    };
    const made = leadOn(await run().catch(toRefusal), method, path);
    note(checker.checkAnswer({ method, path: route.path }, { status: made.status, body: made.body }));
    const headers = { ...made.headers, ...limits.headers(credential), "x-github-request-id": String(state.nextId()) };
    if (method !== "GET" || made.status !== 200) return { ...made, headers };
    const etag = `W/"${createHash("sha256").update(JSON.stringify(made.body)).digest("hex")}"`;
    if (request.headers["if-none-match"] === etag) return { status: 304, headers: { ...headers, etag } };
    return { ...made, headers: { ...headers, etag } };
  };
  return { answer, violations, limits };
};

const createState = (directory: string): GitHubState & { setOffset(milliseconds: number): void } => {
  let lastId = 1000;
  let offset = 0;
  return {
    origin: "",
    directory,
    now: () => new Date(Date.now() + offset),
    setOffset: (milliseconds) => {
      offset = milliseconds;
    },
    nextId: () => {
      lastId += 1;
      return lastId;
    },
    accounts: [],
    repositories: [],
    formerNames: new Map(),
    apps: [],
    manifestCodes: new Map(),
    userCodes: new Map(),
    refreshTokens: new Map(),
    installations: [],
    tokens: new Map(),
    refListeners: [],
  };
};

const createPeople = (state: GitHubState) => {
  const addAccount = (login: string, more: Partial<GitHubAccount> = {}): GitHubAccount => {
    const email = `${login}@example.com`;
    const account: GitHubAccount = {
      id: state.nextId(),
      login,
      type: "User",
      name: login,
      email,
      members: [],
      ...more,
    };
    state.accounts.push(account);
    return account;
  };
  const octocat = addAccount("octocat", { name: "Mona Lisa" });
  const acme = addAccount("acme", { type: "Organization", members: ["octocat"] });
  return { addAccount, octocat, acme };
};

const listen = (server: ReturnType<typeof createServer>): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });

/**
 * GitHub, as far as we use it: REST below `/api/v3`, repositories over smart HTTP at `/<owner>/<name>.git`, its pages for
 * the manifest and authorisation flows, and signed webhooks. Repositories are real; requests, answers and webhooks are
 * checked against GitHub's own documents, and `stop` throws with what did not fit.
 */
export const startGitHub = async (options: { routes?: GitHubRoute[]; webhookUrl?: string } = {}) => {
  const directory = await mkdtemp(join(tmpdir(), "letscode-github-"));
  const state = createState(directory);
  const faults = createFaults();
  const webhooks = createWebhooks(state);
  state.refListeners.push(webhooks.onRefMoved);
  const api = createApi(state, [...repositoryRoutes, ...gitRoutes, ...appRoutes, ...(options.routes ?? [])]);
  const git = createGitServer(state);
  const people = createPeople(state);
  const requests: string[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse, fault: FaultKind | null): Promise<void> => {
    const url = new URL(request.url ?? "/", state.origin);
    if (url.pathname.includes(".git/")) return git.serve(request, response, fault);
    const body = await readText(request);
    const answer = url.pathname.startsWith("/api/v3/")
      ? await api.answer(request, url, body)
      : (serveWeb(state, people.octocat, { method: request.method ?? "GET", url, body }) ?? toRefusal(notFound()));
    if (fault === "cut-after") request.socket.destroy();
    else send(response, answer);
  };
  const server = createServer((request, response) => {
    const line = `${request.method ?? ""} ${(request.url ?? "").replace(/^\/api\/v3/, "")}`;
    requests.push(line);
    const fault = faults.meet(line);
    if (fault === "cut") return void request.socket.destroy();
    if (fault !== null && fault !== "cut-after") {
      request.resume();
      const { status, message = "The fake was told to.", headers = {} } = fault;
      return send(response, { status, body: { message, documentation_url: DOCUMENTATION }, headers });
    }
    serve(request, response, fault).catch((thrown: unknown) => {
      if (thrown instanceof GitHubRefusal) return send(response, toRefusal(thrown));
      api.violations.push(String(thrown instanceof Error ? thrown.stack : thrown));
      send(response, { status: 500, body: { message: "Server Error" } });
    });
  });
  state.origin = `http://127.0.0.1:${await listen(server)}`;
  const app = makeApp(state, {
    ownerId: people.octocat.id,
    webhookUrl: options.webhookUrl ?? null,
    events: ["push", "create", "delete", "repository", "pull_request"],
  });
  return {
    state,
    app,
    ...people,
    ...createControls(state, webhooks),
    apiUrl: `${state.origin}/api/v3`,
    faults,
    limits: api.limits.settings,
    webhooks,
    /** `METHOD /path` of every request so far. */
    requests,
    setOffset: state.setOffset,
    violations: () => [...api.violations, ...webhooks.violations],
    /** Resolves when all pushes so far were told. */
    settle: git.settle,
    stop: async (): Promise<void> => {
      await git.settle();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(directory, { recursive: true, force: true });
      const problems = [...api.violations, ...webhooks.violations];
      if (problems.length > 0) throw new Error(`Not as GitHub does it:\n${problems.join("\n")}`);
    },
  };
};

export type GitHubFake = Awaited<ReturnType<typeof startGitHub>>;
