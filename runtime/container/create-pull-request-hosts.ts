import type { Project } from "#core/contracts/project.ts";
import type { GitHost } from "#core/ports/git-host.ts";
import type { PullRequestHost } from "#core/ports/pull-request-host.ts";
import {
  createGitHubPullRequestHost,
  createLocalPullRequestHost,
  type GitHubPullRequestOptions,
} from "#git-service/index.ts";

/** Finds where the pull requests of a project are, by its git host. */
export const createPullRequestHosts = (
  gitHost: GitHost,
  openClient?: GitHubPullRequestOptions["openClient"],
): ((project: Project) => PullRequestHost) => {
  const local = createLocalPullRequestHost(gitHost);
  const github = openClient === undefined ? local : createGitHubPullRequestHost({ gitHost, openClient });
  return (project) => (project.gitHost === "github" ? github : local);
};
