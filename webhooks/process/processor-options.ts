import type { Commit } from "#core/contracts/commit.ts";
import type { Project } from "#core/contracts/project.ts";
import type { GitCommit, GitHost } from "#core/ports/git-host.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { Stores } from "#core/ports/stores.ts";

export interface ProcessorOptions {
  /** Stores of the service role. */
  stores: Pick<Stores, "deliveries" | "projects" | "commits" | "deployments" | "activity" | "hostProjects">;
  gitHost: GitHost;
  /** Makes what is known of a repository that is elsewhere equal to it, now: a webhook says that it has changed. */
  refresh(project: Project): Promise<void>;
  /** The contract's commit of a Git commit: what a message and its trailers mean is the git service's knowledge. */
  toCommit(
    commit: GitCommit,
    place: { branch: string; pushed: boolean },
  ): Commit & { trailers: Record<string, string> };
  /** Brings the pull requests from and into a branch up to date with it. */
  followBranch(project: Project, branch: string): Promise<void>;
  /** Takes over how a pull request stands at the git host, with its review. */
  syncPullRequest(project: Project, number: number): Promise<void>;
  logger: Logger;
}

/** What became of a delivery. `ignored` says why. */
export type Outcome = { state: "processed" } | { state: "ignored"; error: string };
