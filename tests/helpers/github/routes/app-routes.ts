import { GitHubRefusal, type GitHubRoute, json, notFound, paginate, type RouteCall } from "../answer.ts";
import { describeApp, describeInstallation, describeRepository, instant } from "../describe.ts";
import {
  accountOf,
  fullNameOf,
  type GitHubApp,
  type GitHubInstallation,
  type GitHubRepository,
  installationFor,
  issueToken,
  type Permissions,
  roleOf,
} from "../github-state.ts";

export const repositoriesOf = (
  { state }: Pick<RouteCall, "state">,
  installation: GitHubInstallation,
): GitHubRepository[] => state.repositories.filter((each) => installationFor(state, each)?.id === installation.id);

const requireApp = ({ caller }: RouteCall): GitHubApp => {
  if (caller.app === null) throw new GitHubRefusal(401, "A JSON web token could not be decoded");
  return caller.app;
};

const requireInstallation = ({ state, params }: RouteCall): GitHubInstallation => {
  const found = state.installations.find(({ id }) => String(id) === params["installation_id"]);
  if (found === undefined) throw notFound();
  return found;
};

/** The permissions asked for, none of which may go beyond the installation's. */
const narrowPermissions = (installation: GitHubInstallation, asked: unknown): Permissions => {
  if (asked === undefined) return installation.permissions;
  const wanted = Object.entries(Object(asked)).map(([name, access]): [string, "read" | "write"] => [
    name,
    access === "write" ? "write" : "read",
  ]);
  for (const [name, access] of wanted) {
    const held = installation.permissions[name];
    if (held === undefined || (held === "read" && access === "write")) {
      throw new GitHubRefusal(422, "The permissions requested are not granted to this installation.");
    }
  }
  return Object.fromEntries(wanted);
};

/** The repositories asked for, each of which the installation must reach. */
const narrowRepositories = (call: RouteCall, installation: GitHubInstallation): GitHubRepository[] | null => {
  const { repository_ids: ids, repositories: names } = call.body;
  if (ids === undefined && names === undefined) return null;
  const wanted = Array.isArray(ids) ? ids : Array.isArray(names) ? names : [];
  return wanted.map((want) => {
    const found = repositoriesOf(call, installation).find(({ id, name }) => id === want || name === want);
    if (found !== undefined) return found;
    throw new GitHubRefusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  });
};

const createAccessToken: GitHubRoute = {
  method: "POST",
  path: "/app/installations/{installation_id}/access_tokens",
  as: "app",
  answer: (call) => {
    requireApp(call);
    const installation = requireInstallation(call);
    if (installation.isSuspended) throw new GitHubRefusal(403, "This installation has been suspended");
    const permissions = narrowPermissions(installation, call.body["permissions"]);
    const repositories = narrowRepositories(call, installation);
    const token = issueToken(call.state, {
      kind: "installation",
      installationId: installation.id,
      accountId: null,
      permissions,
      repositoryIds: repositories === null ? null : new Set(repositories.map(({ id }) => id)),
    });
    const expiresAt = call.state.tokens.get(token)?.expiresAt ?? call.state.now();
    return json(201, {
      token,
      expires_at: instant(expiresAt),
      permissions,
      repository_selection: repositories === null ? installation.selection : "selected",
      ...(repositories === null
        ? {}
        : { repositories: repositories.map((each) => describeRepository(call.state, each)) }),
    });
  },
};

const convertManifest: GitHubRoute = {
  method: "POST",
  path: "/app-manifests/{code}/conversions",
  as: "none",
  answer: ({ state, params }) => {
    const code = params["code"] ?? "";
    const app = state.manifestCodes.get(code);
    if (app === undefined) throw notFound();
    state.manifestCodes.delete(code);
    return json(201, {
      ...describeApp(state, app),
      client_id: app.clientId,
      client_secret: app.clientSecret,
      webhook_secret: app.webhookSecret,
      pem: app.privateKey,
    });
  },
};

/** The installations a person gets to see: their own, and those of their organisations. */
const installationsOf = ({ state, caller }: RouteCall): GitHubInstallation[] =>
  state.installations.filter(({ accountId }) => {
    const account = accountOf(state, accountId);
    return account.login === caller.login || account.members.includes(caller.login);
  });

export const appRoutes: GitHubRoute[] = [
  createAccessToken,
  convertManifest,
  {
    method: "GET",
    path: "/app",
    as: "app",
    answer: (call) => json(200, describeApp(call.state, requireApp(call))),
  },
  {
    method: "GET",
    path: "/app/installations",
    as: "app",
    answer: (call) => {
      const app = requireApp(call);
      const { items, headers } = paginate(call, "/app/installations", call.state.installations);
      return json(
        200,
        items.map((each) => describeInstallation(call.state, each, app)),
        headers,
      );
    },
  },
  {
    method: "GET",
    path: "/app/installations/{installation_id}",
    as: "app",
    answer: (call) => json(200, describeInstallation(call.state, requireInstallation(call), requireApp(call))),
  },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/installation",
    as: "app",
    answer: (call) => {
      const app = requireApp(call);
      const { state, params } = call;
      const path = `${params["owner"] ?? ""}/${params["repo"] ?? ""}`.toLowerCase();
      const id = state.formerNames.get(path);
      const repository = state.repositories.find(
        (each) => each.id === id || fullNameOf(state, each).toLowerCase() === path,
      );
      const installation = repository === undefined ? undefined : installationFor(state, repository);
      if (installation === undefined) throw notFound();
      return json(200, describeInstallation(state, installation, app));
    },
  },
  {
    method: "GET",
    path: "/installation/repositories",
    as: "token",
    answer: (call) => {
      const { state, caller } = call;
      const installation = state.installations.find(({ id }) => id === caller.token?.installationId);
      if (installation === undefined) throw new GitHubRefusal(403, "Resource not accessible by integration");
      const scope = caller.token?.repositoryIds ?? null;
      const all = repositoriesOf(call, installation).filter(({ id }) => scope === null || scope.has(id));
      const { items, headers } = paginate(call, "/installation/repositories", all);
      const repositories = items.map((each) => describeRepository(state, each));
      return json(
        200,
        { total_count: all.length, repository_selection: installation.selection, repositories },
        headers,
      );
    },
  },
  {
    method: "GET",
    path: "/user/installations",
    as: "token",
    answer: (call) => {
      const [app] = call.state.apps;
      if (call.caller.token?.kind !== "user" || app === undefined) {
        throw new GitHubRefusal(403, "You must authenticate with an access token authorized to a GitHub App");
      }
      const all = installationsOf(call);
      const { items, headers } = paginate(call, "/user/installations", all);
      const installations = items.map((each) => describeInstallation(call.state, each, app));
      return json(200, { total_count: all.length, installations }, headers);
    },
  },
  {
    method: "GET",
    path: "/user/installations/{installation_id}/repositories",
    as: "token",
    answer: (call) => {
      const installation = installationsOf(call).find(({ id }) => String(id) === call.params["installation_id"]);
      if (installation === undefined) throw notFound();
      const { state, caller, params } = call;
      const all = repositoriesOf(call, installation).filter((each) => roleOf(state, each, caller.login) !== "none");
      const path = `/user/installations/${params["installation_id"] ?? ""}/repositories`;
      const { items, headers } = paginate(call, path, all);
      const repositories = items.map((each) => ({
        ...describeRepository(state, each),
        permissions: { admin: true, push: true, pull: true },
      }));
      return json(200, { total_count: all.length, repositories }, headers);
    },
  },
];
