import type { GitHubAccounts, GitHubApp, GitHubHost, LocalGitHost } from "#git-service/index.ts";

/** The GitHub App with its secrets opened. */
export interface OpenedApp {
  source: "environment" | "stored";
  appId: string;
  privateKey: string;
  webhookSecret: string;
  /** Absent where only the environment names the App, without its client. */
  client: { clientId: string; clientSecret: string } | null;
}

/** What the services need to speak with GitHub. */
export interface GitHubContext {
  app: GitHubApp;
  accounts: GitHubAccounts;
  host: Pick<GitHubHost, "sync" | "pushAll" | "listBranches">;
  /** Where a repository is before it moves to GitHub. */
  local: Pick<LocalGitHost, "listBranches" | "repositoryDirectory" | "removeRepository">;
  /** The App by now: what an admin stored wins over the environment. Null while there is none. */
  readApp(): Promise<OpenedApp | null>;
  /** The stored App has changed. */
  forgetApp(): void;
  /** A project's host or repository has changed. */
  forgetProject(projectId: string): void;
}
