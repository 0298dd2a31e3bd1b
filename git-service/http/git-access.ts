import type { Person, RepositoryName } from "#core/ports/git-host.ts";

/** What Basic authentication carried. Any user name goes; the password is an access token. */
export interface GitCredentials {
  username: string;
  password: string;
}

/** The path of a clone URL: `/git/<owner>/<slug>.git`. */
export interface RepositoryPath {
  owner: string;
  slug: string;
}

/**
 * Answer of `authorise`. `unauthenticated`: unknown, expired or revoked token (401). `forbidden`: the token is good
 * but its scope does not reach (403). `not-found`: no such project, or somebody else's; the two look the same (404).
 */
export type GitAccess =
  | { outcome: "allowed"; repository: RepositoryName; pusher: Person }
  | { outcome: "unauthenticated" | "forbidden" | "not-found" };

/** Decides about one request. Called for each, so that a revoked token is refused at once. */
export type AuthoriseGit = (
  credentials: GitCredentials,
  path: RepositoryPath,
  access: "read" | "write",
) => Promise<GitAccess>;

export interface GitHttpLimits {
  /** Largest pack of one push, in bytes. */
  pushBytes: number;
  /** Largest single file, in bytes. */
  fileBytes: number;
  /** Most files in one commit's tree. */
  files: number;
  /** Most commits one push may bring. */
  commits: number;
  /** A request without traffic for so long is cut. */
  idleMilliseconds: number;
  /** No request lasts longer. */
  totalMilliseconds: number;
  /** Git processes at the same time; further requests wait their turn. */
  concurrency: number;
}

export const defaultGitHttpLimits: GitHttpLimits = {
  pushBytes: 1_000_000_000,
  fileBytes: 100_000_000,
  files: 100_000,
  commits: 50_000,
  idleMilliseconds: 60_000,
  totalMilliseconds: 30 * 60_000,
  concurrency: 16,
};
