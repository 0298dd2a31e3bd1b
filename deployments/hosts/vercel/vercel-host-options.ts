import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { HostProjectStore } from "#core/ports/host-projects.ts";
import { DeploymentFailure } from "../../errors/deployment-failure.ts";
import type { VercelAccess } from "./call-vercel.ts";
import { createVercelClient, type VercelClient } from "./create-vercel-client.ts";

export interface RepositoryOnGitHub {
  id: number;
  /** `owner/name`. */
  fullName: string;
}

export interface VercelHostOptions {
  /** The connection as it is now: it may be set or changed while we run. Null where there is none. */
  readAccess(): Promise<VercelAccess | null>;
  /** Where the project's repository is on GitHub; null when it is not there. */
  findRepository(project: Project): Promise<RepositoryOnGitHub | null>;
  hostProjects: HostProjectStore;
  /** Whether another deployment of ours already has this name of Vercel's. */
  isTaken(externalId: string, deploymentId: string): Promise<boolean>;
  exportFiles(project: Project, sha: string, folder: string): Promise<void>;
  /** The address our commits are made with: Vercel may refuse authors it does not know. */
  authorEmail: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

/** The client of the connection as it is now. Throws DeploymentFailure (blocked) where there is no connection. */
export const openVercel = async ({ readAccess, fetch }: VercelHostOptions): Promise<VercelClient> => {
  const access = await readAccess();
  if (access !== null) return createVercelClient({ access, fetch });
  throw new DeploymentFailure(
    {
      code: "host_not_connected",
      message: "This installation is not connected to Vercel.",
      fix: "Ask an admin to enter an access token under Deploy hosts, then deploy again.",
      excerpt: [],
      signature: "host_not_connected",
    },
    { isBlocked: true },
  );
};
