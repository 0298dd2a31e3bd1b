import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { HostProjectStore } from "#core/ports/host-projects.ts";
import { DeploymentFailure } from "../../errors/deployment-failure.ts";

export interface RepositoryOnGitHub {
  id: number;
  /** `owner/name`. */
  fullName: string;
}

/** What a host that builds elsewhere needs of us. */
export interface RemoteHostOptions<Access> {
  /** The connection as it is now: it may be set or changed while we run. Null where there is none. */
  readAccess(): Promise<Access | null>;
  /** Where the project's repository is on GitHub; null when it is not there. */
  findRepository(project: Project): Promise<RepositoryOnGitHub | null>;
  hostProjects: HostProjectStore;
  /** Whether another deployment of ours already has this name of the host's. */
  isTaken(externalId: string, deploymentId: string): Promise<boolean>;
  exportFiles(project: Project, sha: string, folder: string): Promise<void>;
  /** The address our commits are made with: a host may refuse authors it does not know. */
  authorEmail: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

/** The fault that only a person can lift. */
export const blockDeployment = (code: string, message: string, fix: string): DeploymentFailure =>
  new DeploymentFailure({ code, message, fix, excerpt: [], signature: code }, { isBlocked: true });

/** A fault that ends a deployment. */
export const failDeployment = (code: string, message: string, fix: string): DeploymentFailure =>
  new DeploymentFailure({ code, message, fix, excerpt: [], signature: code });

/** There is no connection to a host. */
export const notConnected = (host: string): DeploymentFailure =>
  blockDeployment(
    "host_not_connected",
    `This installation is not connected to ${host}.`,
    "Ask an admin to enter an access token under Deploy hosts, then deploy again.",
  );
