import { z } from "zod";
import { githubWebUrl } from "#core/config/github-web-url.ts";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { LetscodeError } from "#core/errors/letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import { type GitHubRepository, repositorySchema } from "./create-github-app.ts";
import { createOctokit, type GitHubClient } from "./create-octokit.ts";

/** A GitHub App as the manifest flow hands it over, with its secrets. */
export interface NewGitHubApp {
  appId: string;
  slug: string;
  name: string;
  htmlUrl: string;
  clientId: string;
  clientSecret: string;
  privateKey: string;
  webhookSecret: string;
}

/** Tokens to act for a person; `expiresAt` and `refreshToken` are null where the App's tokens do not expire. */
export interface PersonTokens {
  accessToken: string;
  refreshToken: string | null;
  expiresAt: string | null;
}

export interface AccountOwner {
  installationId: number;
  login: string;
  kind: "person" | "organization";
}

type Client = { clientId: string; clientSecret: string };

export interface GitHubAccounts {
  /** Address of GitHub's pages, without a slash at the end. */
  webUrl: string;
  /** Ends the manifest flow: the App that a person has just made. */
  convertManifest(code: string): Promise<NewGitHubApp>;
  /** Ends the authorisation flow, or renews tokens. Throws ExternalServiceError when GitHub refuses the code. */
  exchange(client: Client, grant: { code: string } | { refreshToken: string }): Promise<PersonTokens>;
  readPerson(token: string): Promise<{ id: number; login: string }>;
  /** The accounts the App is installed on and the person reaches. */
  listOwners(token: string): Promise<AccountOwner[]>;
  listRepositories(
    token: string,
    installationId: number,
    page: number,
  ): Promise<{ items: GitHubRepository[]; hasMore: boolean }>;
  /** A repository and whether the person may push to it. */
  readRepository(token: string, id: number): Promise<GitHubRepository & { canPush: boolean }>;
  /** Makes an empty repository. Throws IllegalStateError when the name is taken. */
  createRepository(
    token: string,
    owner: AccountOwner,
    repository: { name: string; isPrivate: boolean; description: string },
  ): Promise<GitHubRepository>;
  removeRepository(token: string, fullName: string): Promise<void>;
  setDefaultBranch(token: string, fullName: string, branch: string): Promise<void>;
}

const tokensSchema = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
});
const refusalSchema = z.object({ error: z.string() });
const manifestSchema = z.object({
  id: z.number(),
  slug: z.string(),
  name: z.string(),
  html_url: z.string(),
  client_id: z.string(),
  client_secret: z.string(),
  pem: z.string(),
  webhook_secret: z.string(),
});
const pushableSchema = z.object({ permissions: z.object({ push: z.boolean() }) });
const accountSchema = z.object({ login: z.string(), type: z.string() });

const PAGE = 50;

const readTokens = async (
  url: string,
  form: Record<string, string>,
  { fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock },
): Promise<PersonTokens> => {
  const fix = "Connect GitHub again in your settings.";
  const response = await fetch(url, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(30_000),
  }).catch((cause: unknown) => {
    throw new ExternalServiceError("GitHub", "it could not be reached", "Try again in a moment.", {
      isRetryable: true,
      cause,
    });
  });
  const answer: unknown = await response.json().catch(() => null);
  const tokens = tokensSchema.safeParse(answer).data;
  if (tokens === undefined) {
    const reason = refusalSchema.safeParse(answer).data?.error ?? `it answered ${response.status}`;
    throw new ExternalServiceError("GitHub", `it gave no access (${reason})`, fix, { isRetryable: false });
  }
  const { access_token, refresh_token, expires_in } = tokens;
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresAt: expires_in === undefined ? null : new Date(clock.now().getTime() + expires_in * 1000).toISOString(),
  };
};

const exchange = (
  webUrl: string,
  { clientId, clientSecret }: Client,
  grant: { code: string } | { refreshToken: string },
  transport: { fetch: typeof globalThis.fetch; clock: Clock },
): Promise<PersonTokens> => {
  const proof: Record<string, string> =
    "code" in grant ? { code: grant.code } : { grant_type: "refresh_token", refresh_token: grant.refreshToken };
  const form = { client_id: clientId, client_secret: clientSecret, ...proof };
  return readTokens(`${webUrl}/login/oauth/access_token`, form, transport);
};

const toNameTaken = (thrown: unknown, owner: string, name: string): unknown =>
  thrown instanceof LetscodeError && thrown.data["status"] === 422
    ? new IllegalStateError(
        `GitHub did not create the repository ${owner}/${name}: the name is taken, or not allowed there.`,
        "Choose another name, or import the repository that is there.",
        { name, owner },
      )
    : thrown;

const toNewApp = (data: unknown): NewGitHubApp => {
  const app = manifestSchema.parse(data);
  return {
    appId: String(app.id),
    slug: app.slug,
    name: app.name,
    htmlUrl: app.html_url,
    clientId: app.client_id,
    clientSecret: app.client_secret,
    privateKey: app.pem,
    webhookSecret: app.webhook_secret,
  };
};

const createRepository = async (
  repos: GitHubClient["rest"]["repos"],
  owner: AccountOwner,
  { name, isPrivate, description }: { name: string; isPrivate: boolean; description: string },
): Promise<GitHubRepository> => {
  const settings = { name, private: isPrivate, description };
  try {
    const { data } =
      owner.kind === "person"
        ? await repos.createForAuthenticatedUser(settings)
        : await repos.createInOrg({ org: owner.login, ...settings });
    return repositorySchema.parse(data);
  } catch (thrown) {
    throw toNameTaken(thrown, owner.login, name);
  }
};

/** What a person does on GitHub through us: with their own token, so that nobody reaches more than GitHub lets them. */
export const createGitHubAccounts = (options: {
  apiUrl: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}): GitHubAccounts => {
  const webUrl = githubWebUrl(options.apiUrl);
  const as = (token: string) => createOctokit({ ...options, auth: { token } }).rest;
  return {
    webUrl,
    convertManifest: async (code) => {
      const { data } = await createOctokit({ ...options, auth: null }).rest.apps.createFromManifest({ code });
      return toNewApp(data);
    },
    exchange: (client, grant) => exchange(webUrl, client, grant, options),
    readPerson: async (token) => {
      const { data } = await as(token).users.getAuthenticated();
      return { id: data.id, login: data.login };
    },
    listOwners: async (token) => {
      const { data } = await as(token).apps.listInstallationsForAuthenticatedUser({ per_page: 100 });
      return data.installations.flatMap(({ id, account, suspended_at }) => {
        const known = accountSchema.safeParse(account).data;
        if (known === undefined || suspended_at !== null) return [];
        return [{ installationId: id, login: known.login, kind: known.type === "User" ? "person" : "organization" }];
      });
    },
    listRepositories: async (token, installationId, page) => {
      const { data } = await as(token).apps.listInstallationReposForAuthenticatedUser({
        installation_id: installationId,
        per_page: PAGE,
        page,
      });
      const items = data.repositories.map((each) => repositorySchema.parse(each));
      return { items, hasMore: page * PAGE < data.total_count };
    },
    readRepository: async (token, id) => {
      const { data } = await createOctokit({ ...options, auth: { token } }).request("GET /repositories/{id}", { id });
      return {
        ...repositorySchema.parse(data),
        canPush: pushableSchema.safeParse(data).data?.permissions.push === true,
      };
    },
    createRepository: (token, owner, repository) => createRepository(as(token).repos, owner, repository),
    removeRepository: async (token, fullName) => {
      const [owner = "", repo = ""] = fullName.split("/");
      await as(token).repos.delete({ owner, repo });
    },
    setDefaultBranch: async (token, fullName, branch) => {
      const [owner = "", repo = ""] = fullName.split("/");
      await as(token).repos.update({ owner, repo, default_branch: branch });
    },
  };
};
