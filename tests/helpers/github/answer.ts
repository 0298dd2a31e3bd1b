import type { GitHubApp, GitHubRepository, GitHubState, GitHubToken } from "./github-state.ts";

/** Thrown by a route: GitHub's answer to what it does not do. */
export class GitHubRefusal extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly errors: Record<string, string>[] | undefined;
  constructor(
    status: number,
    message: string,
    more: { headers?: Record<string, string>; errors?: Record<string, string>[] } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = more.headers ?? {};
    this.errors = more.errors;
  }
}

export const notFound = (): GitHubRefusal => new GitHubRefusal(404, "Not Found");

export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Who asks: an App by its JWT, an installation or a person by a token, or nobody. */
export interface Caller {
  app: GitHubApp | null;
  token: GitHubToken | null;
  /** Login of who acts: a person, or `<app>[bot]`. */
  login: string;
}

export interface RouteCall {
  state: GitHubState;
  caller: Caller;
  /** Values of the path's parameters, decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: Record<string, unknown>;
  /** The repository of `{owner}/{repo}`, which the caller may reach. Throws GitHubRefusal. */
  repository(permission: string, access: "read" | "write"): GitHubRepository;
}

export interface GitHubRoute {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path key of GitHub's OpenAPI document. */
  path: string;
  /** Who may ask. `none` needs no credential. */
  as: "app" | "token" | "none";
  /** Counts against the limit of content creation. */
  isContent?: boolean;
  answer(call: RouteCall): Answer | Promise<Answer>;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  body,
  headers,
});

/** One page of a list, with GitHub's `link` header. */
export const paginate = <Item>(
  { query, state }: Pick<RouteCall, "query" | "state">,
  path: string,
  items: Item[],
): { items: Item[]; headers: Record<string, string> } => {
  const size = Math.min(Number(query.get("per_page") ?? 30), 100);
  const page = Math.max(Number(query.get("page") ?? 1), 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const link = (number: number, rel: string): string => {
    const next = new URLSearchParams(query);
    next.set("page", String(number));
    next.set("per_page", String(size));
    return `<${state.origin}/api/v3${path}?${next.toString()}>; rel="${rel}"`;
  };
  const parts = [
    ...(page > 1 ? [link(page - 1, "prev"), link(1, "first")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    headers: parts.length === 0 ? {} : { link: parts.join(", ") },
  };
};

/** A text of a body; GitHubRefusal 422 when it is not there. */
export const textOf = (body: Record<string, unknown>, name: string): string => {
  const value = body[name];
  if (typeof value !== "string") throw new GitHubRefusal(422, `Invalid request.\n\n"${name}" wasn't supplied.`);
  return value;
};
