import type { GitHubAppAnswer, GitHubCheck, GitHubManifest } from "#core/contracts/github.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import { recordAudit } from "../record-audit.ts";
import type { ServiceContext, Session } from "../service-context.ts";
import { assertState, signState } from "./sign-state.ts";

/** What the App asks for: see git-service/github for what a token of one repository gets of it. */
const PERMISSIONS = {
  administration: "write",
  checks: "write",
  contents: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  statuses: "read",
  workflows: "write",
  deployments: "read",
} as const;

const EVENTS = [
  "push",
  "create",
  "delete",
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
  "issue_comment",
  "check_run",
  "check_suite",
  "status",
  "deployment",
  "deployment_status",
  "repository",
] as const;

const webhookUrl = ({ appUrl }: ServiceContext): string => `${appUrl}/functions/v1/github-webhook`;

/** GitHub refuses to send webhooks to a name it cannot reach. */
const isPublic = (url: string): boolean => {
  const { hostname, protocol } = new URL(url);
  return protocol === "https:" && !/^(?:localhost|127\.|10\.|192\.168\.|\[)/.test(hostname) && hostname.includes(".");
};

/** The form that makes a GitHub App with one click. https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest */
export const prepareManifest = (
  context: ServiceContext,
  session: Session,
  organization: string | undefined,
): GitHubManifest => {
  const { appUrl, github } = context;
  const host = new URL(appUrl).host;
  const owner = organization === undefined ? "" : `/organizations/${organization}`;
  const state = signState(context, session, "manifest");
  return {
    action: `${github.accounts.webUrl}${owner}/settings/apps/new?state=${encodeURIComponent(state)}`,
    manifest: JSON.stringify({
      // A name is unique on all of GitHub, and has at most 34 characters.
      name: `LetsCode ${host.slice(0, 18)} ${context.randomText(4)}`,
      url: appUrl,
      hook_attributes: { url: webhookUrl(context), active: isPublic(appUrl) },
      redirect_url: `${appUrl}/admin/github`,
      callback_urls: [`${appUrl}/settings/github`],
      setup_url: `${appUrl}/settings/github`,
      public: false,
      default_permissions: PERMISSIONS,
      default_events: EVENTS,
    }),
  };
};

/** Ends the manifest flow: takes over the App's secrets, sealed. Throws ForbiddenError for a foreign state. */
export const finishManifest = async (
  context: ServiceContext,
  session: Session,
  { code, state }: { code: string; state: string },
): Promise<GitHubAppAnswer> => {
  assertState(context, session, { state, purpose: "manifest" });
  const { github, stores, secretBox } = context;
  const app = await github.accounts.convertManifest(code);
  const { appId, slug, name, htmlUrl, clientId } = app;
  const seal = (secret: string, field: string) => secretBox.seal(secret, `github_apps/${field}`);
  await stores.github.saveApp({
    appId,
    slug,
    name,
    htmlUrl,
    clientId,
    clientSecret: seal(app.clientSecret, "client_secret"),
    privateKey: seal(app.privateKey, "private_key"),
    webhookSecret: seal(app.webhookSecret, "webhook_secret"),
    createdBy: session.userId,
  });
  github.forgetApp();
  await recordAudit(context, session, {
    action: "github_app.stored",
    target: `github_apps/${slug}`,
    details: { appId, name },
  });
  return describeApp(context);
};

/** Forgets the stored App. Its repositories stay on GitHub; nothing is fetched or pushed until there is one again. */
export const removeApp = async (context: ServiceContext, session: Session): Promise<void> => {
  const app = await context.stores.github.getApp();
  if (app === null) return;
  await context.stores.github.removeApp();
  context.github.forgetApp();
  await recordAudit(context, session, { action: "github_app.removed", target: `github_apps/${app.slug}` });
};

/** What admins get to see of the App; never a secret. */
export const describeApp = async (context: ServiceContext): Promise<GitHubAppAnswer> => {
  const { github, stores } = context;
  const opened = await github.readApp();
  const stored = opened?.source === "stored" ? await stores.github.getApp() : null;
  return {
    isSetUp: opened !== null,
    source: opened?.source ?? null,
    name: stored?.name ?? null,
    appId: opened?.appId ?? null,
    htmlUrl: stored?.htmlUrl ?? null,
    installUrl: stored === null ? null : `${github.accounts.webUrl}/apps/${stored.slug}/installations/new`,
    webhookUrl: webhookUrl(context),
  };
};

const describeMissing = (held: Record<string, string | undefined>): string[] =>
  Object.entries(PERMISSIONS)
    .filter(([name, access]) => held[name] !== access && held[name] !== "write")
    .map(([name, access]) => `${name.replaceAll("_", " ")} (${access})`);

/** Asks GitHub whether the App works, and says in words what is missing. */
export const checkApp = async (context: ServiceContext): Promise<GitHubCheck> => {
  const findings: GitHubCheck["findings"] = [];
  const add = (isGood: boolean, message: string, fix = ""): void => {
    findings.push({ isGood, message, fix: isGood ? "" : fix });
  };
  try {
    const client = await context.github.app.client();
    const { data: app } = await client.rest.apps.getAuthenticated();
    add(true, `GitHub knows the App as ${app?.name ?? "LetsCode"}.`);
    const missing = describeMissing(app?.permissions ?? {});
    add(
      missing.length === 0,
      missing.length === 0 ? "It has every permission it needs." : `It lacks ${missing.join(", ")}.`,
      "Add these under Permissions on the App's page on GitHub, and accept them for each installation.",
    );
    const { data: installations } = await client.rest.apps.listInstallations({ per_page: 100 });
    const names = installations.flatMap(({ account }) =>
      account !== null && "login" in account ? [account.login] : [],
    );
    add(
      names.length > 0,
      names.length > 0 ? `It is installed for ${names.join(", ")}.` : "It is not installed for any account yet.",
      "Install it for an account or an organization.",
    );
    const opened = await context.github.readApp();
    add(
      opened?.client !== null,
      opened?.client === null
        ? "People cannot connect their accounts: its client id and secret are not set."
        : "People can connect their accounts.",
      "Set GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET, or set the App up here.",
    );
  } catch (thrown) {
    const { detail, fix } = toLetscodeError(thrown);
    add(false, detail, fix);
  }
  const isReachable = isPublic(context.appUrl);
  add(
    isReachable,
    isReachable
      ? "GitHub can send its webhooks here."
      : `GitHub cannot reach ${context.appUrl}, so it sends no webhooks.`,
    "Set LETSCODE_URL to a public address that begins with https. Until then, pushes of people are noticed when the project is opened.",
  );
  return { isGood: findings.every(({ isGood }) => isGood), findings };
};
