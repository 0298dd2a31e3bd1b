import { verify } from "node:crypto";
import { type Caller, GitHubRefusal, notFound } from "./answer.ts";
import {
  accountOf,
  findRepository,
  type GitHubApp,
  type GitHubRepository,
  type GitHubState,
  type GitHubToken,
  installationFor,
  roleOf,
} from "./github-state.ts";

const badCredentials = (): GitHubRefusal => new GitHubRefusal(401, "Bad credentials");

const decode = (part: string | undefined): Record<string, unknown> =>
  Object(JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8")));

/** The App a JSON web token speaks for. GitHub takes RS256, a life of ten minutes at most, and half a minute of drift. */
const verifyJwt = (state: GitHubState, jwt: string): GitHubApp => {
  const [header, payload, signature] = jwt.split(".");
  const { alg } = decode(header);
  const { iss, exp, iat } = decode(payload);
  const app = state.apps.find(({ id, clientId }) => String(id) === String(iss) || clientId === iss);
  if (alg !== "RS256" || app === undefined) throw new GitHubRefusal(401, "A JSON web token could not be decoded");
  const data = Buffer.from(`${header}.${payload}`);
  if (!verify("RSA-SHA256", data, app.publicKey, Buffer.from(signature ?? "", "base64url"))) {
    throw new GitHubRefusal(401, "A JSON web token could not be decoded");
  }
  const now = state.now().getTime() / 1000;
  if (Number(exp) < now)
    throw new GitHubRefusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (Number(exp) - now > 660) throw new GitHubRefusal(401, "'Expiration time' claim ('exp') is too far in the future");
  if (Number(iat) > now + 60)
    throw new GitHubRefusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  return app;
};

const loginOf = (state: GitHubState, token: GitHubToken): string =>
  token.accountId === null ? `${state.apps[0]?.slug ?? "app"}[bot]` : accountOf(state, token.accountId).login;

export const readToken = (state: GitHubState, text: string): Caller => {
  const token = state.tokens.get(text);
  if (token === undefined || token.expiresAt <= state.now()) throw badCredentials();
  const installation = state.installations.find(({ id }) => id === token.installationId);
  if (token.kind === "installation" && (installation === undefined || installation.isSuspended)) throw badCredentials();
  return { app: null, token, login: loginOf(state, token) };
};

/** Who asks, by the `Authorization` header. Throws GitHubRefusal 401. */
export const authenticate = (
  state: GitHubState,
  as: "app" | "token" | "none",
  authorization: string | undefined,
): Caller => {
  const text = /^(?:bearer|token) +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (as === "none") return { app: null, token: null, login: "" };
  if (text === undefined) throw new GitHubRefusal(401, "Requires authentication");
  if (text.split(".").length === 3) {
    if (as !== "app") throw new GitHubRefusal(401, "A JSON web token cannot be used here");
    const app = verifyJwt(state, text);
    return { app, token: null, login: `${app.slug}[bot]` };
  }
  const caller = readToken(state, text);
  if (as === "app") throw new GitHubRefusal(401, "A JSON web token could not be decoded");
  return caller;
};

const refuseByScope = (isSeen: boolean): GitHubRefusal =>
  isSeen ? new GitHubRefusal(403, "Resource not accessible by integration") : notFound();

/** Throws GitHubRefusal when a caller may not do this in a repository: 404 for one it does not see. */
export const requireAccess = (
  state: GitHubState,
  caller: Caller,
  repository: GitHubRepository,
  wanted: { permission: string; access: "read" | "write" },
): void => {
  const { token } = caller;
  if (token === null) throw new GitHubRefusal(401, "Requires authentication");
  const installation = installationFor(state, repository);
  if (token.kind !== "personal") {
    const isReached = installation !== undefined && (token.kind === "user" || installation.id === token.installationId);
    const isInScope = token.repositoryIds === null || token.repositoryIds.has(repository.id);
    if (!isReached || !isInScope) throw refuseByScope(false);
    const held = (token.kind === "user" ? installation.permissions : token.permissions)[wanted.permission];
    if (wanted.permission !== "metadata" && (held === undefined || (held === "read" && wanted.access === "write"))) {
      throw refuseByScope(true);
    }
  }
  if (token.kind !== "installation") {
    const role = roleOf(state, repository, caller.login);
    if (role === "none") throw refuseByScope(false);
    if (wanted.access === "write" && role === "read")
      throw new GitHubRefusal(403, "Must have push access to repository.");
  }
  if (wanted.access === "write" && repository.isArchived)
    throw new GitHubRefusal(403, "Repository was archived so is read-only.");
};

/** The repository of a path; a former name answers 301, as GitHub's. */
export const openRepository = (
  state: GitHubState,
  caller: Caller,
  params: Record<string, string>,
  wanted: { permission: string; access: "read" | "write" },
): GitHubRepository => {
  const [owner = "", name = ""] = [params["owner"], params["repo"]];
  const found = findRepository(state, owner, name);
  if (found === undefined) {
    const id = state.formerNames.get(`${owner}/${name}`.toLowerCase());
    if (id === undefined) throw notFound();
    throw new GitHubRefusal(301, "Moved Permanently", {
      headers: { location: `${state.origin}/api/v3/repositories/${id}` },
    });
  }
  requireAccess(state, caller, found, wanted);
  return found;
};
