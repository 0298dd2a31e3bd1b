import type { GitHubAppRow, GitHubConnectionRow } from "#core/contracts/github.ts";
import type { Project } from "#core/contracts/project.ts";

/** Which repository on GitHub a project is. */
export type RepositoryIdentity = Pick<
  Project,
  "repositoryId" | "repositoryName" | "repositoryUrl" | "installationId" | "repositoryState"
>;

/** The GitHub App of the installation and people's connections to GitHub; for the service role alone. */
export interface GitHubStore {
  getApp(): Promise<GitHubAppRow | null>;
  saveApp(app: GitHubAppRow & { createdBy: string }): Promise<void>;
  removeApp(): Promise<void>;
  getConnection(userId: string): Promise<GitHubConnectionRow | null>;
  saveConnection(connection: GitHubConnectionRow): Promise<void>;
  removeConnection(userId: string): Promise<void>;
}
