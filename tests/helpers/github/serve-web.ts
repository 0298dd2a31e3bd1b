import { randomBytes } from "node:crypto";
import { type Answer, GitHubRefusal } from "./answer.ts";
import { type GitHubAccount, type GitHubState, issueToken, makeApp } from "./github-state.ts";

const tokensFor = (state: GitHubState, accountId: number): Answer => {
  const refreshToken = `ghr_${randomBytes(30).toString("hex")}`;
  state.refreshTokens.set(refreshToken, { accountId, expiresAt: new Date(state.now().getTime() + 180 * 86_400_000) });
  const token = issueToken(state, {
    kind: "user",
    accountId,
    installationId: null,
    permissions: {},
    repositoryIds: null,
  });
  return {
    status: 200,
    body: {
      access_token: token,
      expires_in: 28_800,
      refresh_token: refreshToken,
      refresh_token_expires_in: 15_897_600,
      scope: "",
      token_type: "bearer",
    },
  };
};

/** GitHub answers faults of this form with 200 and a code. */
const oauthError = (error: string): Answer => ({ status: 200, body: { error, error_description: error } });

const exchange = (state: GitHubState, form: Record<string, unknown>): Answer => {
  const app = state.apps.find(({ clientId }) => clientId === form["client_id"]);
  if (app === undefined || app.clientSecret !== form["client_secret"])
    return oauthError("incorrect_client_credentials");
  if (form["grant_type"] === "refresh_token") {
    const text = String(form["refresh_token"]);
    const known = state.refreshTokens.get(text);
    state.refreshTokens.delete(text);
    if (known === undefined || known.expiresAt <= state.now()) return oauthError("bad_refresh_token");
    return tokensFor(state, known.accountId);
  }
  const code = String(form["code"]);
  const known = state.userCodes.get(code);
  state.userCodes.delete(code);
  if (known === undefined || known.clientId !== app.clientId) return oauthError("bad_verification_code");
  return tokensFor(state, known.accountId);
};

/** A form post of the manifest flow: GitHub shows it, the person agrees, and comes back with a code. */
const registerApp = (state: GitHubState, viewer: GitHubAccount, url: URL, form: URLSearchParams): Answer => {
  const manifest = Object(JSON.parse(form.get("manifest") ?? "{}"));
  const app = makeApp(state, {
    ownerId: viewer.id,
    name: String(manifest.name),
    webhookUrl: manifest.hook_attributes?.url ?? null,
    permissions: manifest.default_permissions ?? {},
    events: manifest.default_events ?? [],
    callbackUrls: manifest.callback_urls ?? [],
  });
  const code = randomBytes(20).toString("hex");
  state.manifestCodes.set(code, app);
  const target = new URL(String(manifest.redirect_url));
  target.searchParams.set("code", code);
  target.searchParams.set("state", url.searchParams.get("state") ?? "");
  return { status: 302, headers: { location: target.href } };
};

/** A person agrees that the App may act for them, and comes back with a code. */
const authorise = (state: GitHubState, viewer: GitHubAccount, url: URL): Answer => {
  const app = state.apps.find(({ clientId }) => clientId === url.searchParams.get("client_id"));
  if (app === undefined) throw new GitHubRefusal(404, "Not Found");
  const callback = url.searchParams.get("redirect_uri") ?? app.callbackUrls[0] ?? "";
  if (!app.callbackUrls.includes(callback))
    throw new GitHubRefusal(400, "The redirect_uri is not associated with this application.");
  const code = randomBytes(10).toString("hex");
  state.userCodes.set(code, { accountId: viewer.id, clientId: app.clientId });
  const target = new URL(callback);
  target.searchParams.set("code", code);
  target.searchParams.set("state", url.searchParams.get("state") ?? "");
  return { status: 302, headers: { location: target.href } };
};

/** GitHub's own pages, as far as flows pass through them; `viewer` is who is signed in there. Null: not such a page. */
export const serveWeb = (
  state: GitHubState,
  viewer: GitHubAccount,
  request: { method: string; url: URL; body: string },
): Answer | null => {
  const { method, url, body } = request;
  if (method === "POST" && url.pathname === "/login/oauth/access_token") {
    const form = body.startsWith("{") ? Object(JSON.parse(body)) : Object.fromEntries(new URLSearchParams(body));
    return exchange(state, form);
  }
  if (method === "GET" && url.pathname === "/login/oauth/authorize") return authorise(state, viewer, url);
  if (method === "POST" && /^\/(?:organizations\/[^/]+\/)?settings\/apps\/new$/.test(url.pathname)) {
    return registerApp(state, viewer, url, new URLSearchParams(body));
  }
  return null;
};
