import { createAppAuth } from "@octokit/auth-app";
import { z } from "zod";
import { ConfigurationError } from "#core/errors/configuration-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import { createOctokit, type GitHubClient } from "./create-octokit.ts";
import { RepositoryUnreachableError } from "./repository-unreachable-error.ts";

/** A GitHub App, as far as it is needed to speak for it. */
export interface AppIdentity {
  /** Its number, or its client id. */
  appId: string;
  /** In PEM. */
  privateKey: string;
}

export interface GitHubRepository {
  id: number;
  fullName: string;
  isPrivate: boolean;
  defaultBranch: string;
  htmlUrl: string;
  cloneUrl: string;
  /** Kilobytes, as GitHub counts. */
  size: number;
}

/** A token that reaches one repository, with the repository as it is called by now. */
export interface RepositoryAccess {
  token: string;
  repository: GitHubRepository;
}

export interface GitHubAppOptions {
  apiUrl: string;
  /** The App by now: an admin may store another one at any time. Null while there is none. */
  readIdentity(): Promise<AppIdentity | null>;
  fetch: typeof fetch;
  clock: Clock;
}

export interface GitHubApp {
  /** Speaks for the App itself. */
  client(): Promise<GitHubClient>;
  /**
   * A token for one repository with the least permissions, kept until five minutes before it ends. Throws
   * RepositoryUnreachableError when the App does not reach the repository.
   */
  accessTo(place: { installationId: number; repositoryId: number }): Promise<RepositoryAccess>;
  /** Forgets the token, which GitHub refused; the next is a new one. */
  forget(place: { installationId: number; repositoryId: number }): void;
  /** Speaks for an installation in one repository. */
  repositoryClient(place: {
    installationId: number;
    repositoryId: number;
  }): Promise<RepositoryAccess & { client: GitHubClient }>;
}

/** What one repository needs and nothing else: no administration, no other repository. */
const PERMISSIONS = {
  contents: "write",
  metadata: "read",
  pull_requests: "write",
  issues: "write",
  checks: "write",
  statuses: "read",
  workflows: "write",
} as const;
const RENEW_MILLISECONDS = 5 * 60_000;

export const repositorySchema = z
  .object({
    id: z.number(),
    full_name: z.string(),
    private: z.boolean(),
    default_branch: z.string().default("main"),
    html_url: z.string(),
    clone_url: z.string().optional(),
    size: z.number().default(0),
  })
  .transform((raw): GitHubRepository => ({
    id: raw.id,
    fullName: raw.full_name,
    isPrivate: raw.private,
    defaultBranch: raw.default_branch,
    htmlUrl: raw.html_url,
    cloneUrl: raw.clone_url ?? `${raw.html_url}.git`,
    size: raw.size,
  }));

const grantSchema = z.object({
  token: z.string(),
  expires_at: z.string(),
  repositories: z.array(repositorySchema).default([]),
});

type Place = { installationId: number; repositoryId: number };

const keyOf = ({ installationId, repositoryId }: Place): string => `${installationId}/${repositoryId}`;

/**
 * The permissions to ask for: those of ours that the installation was given. Asking for one more is refused as a whole,
 * and an owner may not have agreed to a newer one yet.
 */
const choosePermissions = (held: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(PERMISSIONS).filter(([name, access]) => held[name] === "write" || held[name] === access),
  );

/** Speaks for a GitHub App: as itself, and in one repository at a time by tokens that it keeps and renews. */
export const createGitHubApp = (options: GitHubAppOptions): GitHubApp => {
  const { apiUrl, fetch, clock } = options;
  const tokens = new Map<string, { access: Promise<RepositoryAccess>; expiresAt: number }>();
  let current: { identity: AppIdentity; client: GitHubClient } | null = null;

  const client = async (): Promise<GitHubClient> => {
    const identity = await options.readIdentity();
    if (identity === null) {
      throw new ConfigurationError([
        { name: "GITHUB_APP_ID", message: "is missing: an admin has to set up the GitHub App under Admin, GitHub" },
      ]);
    }
    const isSame = current?.identity.appId === identity.appId && current.identity.privateKey === identity.privateKey;
    if (!isSame || current === null) {
      const auth = { strategy: createAppAuth, options: identity };
      current = { identity, client: createOctokit({ apiUrl, fetch, clock, auth }) };
      tokens.clear();
    }
    return current.client;
  };
  const request = async (place: Place): Promise<RepositoryAccess & { expiresAt: number }> => {
    const app = await client();
    const { data: installation } = await app.rest.apps.getInstallation({ installation_id: place.installationId });
    const { data } = await app.rest.apps.createInstallationAccessToken({
      installation_id: place.installationId,
      repository_ids: [place.repositoryId],
      permissions: choosePermissions(installation.permissions),
    });
    const grant = grantSchema.parse(data);
    const [repository] = grant.repositories;
    if (repository === undefined) throw new RepositoryUnreachableError("GitHub gave no access to it");
    return { token: grant.token, repository, expiresAt: Date.parse(grant.expires_at) };
  };
  const accessTo = async (place: Place): Promise<RepositoryAccess> => {
    await client();
    const key = keyOf(place);
    const known = tokens.get(key);
    if (known !== undefined && known.expiresAt - RENEW_MILLISECONDS > clock.now().getTime()) return known.access;
    const access: Promise<RepositoryAccess> = request(place).then(({ expiresAt, ...rest }) => {
      tokens.set(key, { access, expiresAt });
      return rest;
    });
    tokens.set(key, { access, expiresAt: Number.POSITIVE_INFINITY });
    // Concurrent requests share one answer, and a failed one is not kept.
    access.catch(() => tokens.delete(key));
    return access;
  };
  return {
    client,
    accessTo,
    forget: (place) => {
      tokens.delete(keyOf(place));
    },
    repositoryClient: async (place) => {
      const access = await accessTo(place);
      return { ...access, client: createOctokit({ apiUrl, fetch, clock, auth: { token: access.token } }) };
    },
  };
};
