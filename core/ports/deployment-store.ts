import type {
  DeployEnvironment,
  Deployment,
  DeploymentError,
  DeploymentLog,
  DeploymentState,
} from "#core/contracts/deployment.ts";
import type { Page, PageQuery } from "#core/contracts/page.ts";
import type { Project } from "#core/contracts/project.ts";

export interface DeploymentStore {
  /** Inserts in state `queued`; its job is enqueued by a trigger in the same transaction. One live deployment per commit, branch and environment: asks twice, answers the same. */
  request(
    deployment: Pick<Deployment, "projectId" | "host" | "environment" | "branch" | "commitSha" | "requestedBy"> & {
      promotedFrom?: string;
      isForced?: boolean;
    },
  ): Promise<Deployment>;
  get(id: string): Promise<Deployment | null>;
  list(
    projectId: string,
    query: PageQuery & { branch?: string; environment?: DeployEnvironment; commitShas?: string[] },
  ): Promise<Page<Deployment>>;
  /** Takes it for a worker: raises `attempt`; null when it is terminal. */
  claim(id: string): Promise<Deployment | null>;
  /**
   * Moves the state machine; legal moves only, decided in SQL under a row lock. Answers whether anything changed.
   * A stale attempt, a terminal state or a step backwards changes nothing.
   */
  transition(
    id: string,
    change: {
      attempt: number;
      state: DeploymentState;
      url?: string | null;
      address?: string | null;
      framework?: string | null;
      externalId?: string | null;
      error?: DeploymentError | null;
    },
  ): Promise<{ isChanged: boolean; deployment: Deployment }>;
  requestCancel(id: string): Promise<Deployment>;
  /** The deployment a branch's address, or production, serves. */
  findCurrent(
    projectId: string,
    target: { environment: DeployEnvironment; branch?: string },
  ): Promise<Deployment | null>;
  /** The current deployment at an address of the local deploy host, with its project; at `commit-<12 digits>--<project>` the one of that commit. */
  findByAddress(
    environment: DeployEnvironment,
    address: string,
  ): Promise<{ deployment: Deployment; project: Project } | null>;
  listUnfinished(): Promise<Deployment[]>;
  /** Deployments of a host by the host's own name for them; a promotion may share the name of what it serves. */
  findByExternalId(host: string, externalId: string): Promise<Deployment[]>;
  /** Looks at a deployment that its host builds elsewhere, after some seconds or, with 0, at once. */
  lookAt(id: string, seconds: number): Promise<void>;
  /** Where the log ends, and how many of its lines the host printed. */
  describeLog(deploymentId: string): Promise<{ lastLine: number; printedLines: number }>;
  /** Lines that are there stay as they are; with `attempt`, a worker that was replaced adds nothing. */
  appendLogs(lines: DeploymentLog[], attempt?: number): Promise<void>;
  /** Previews of a host that ended before then, the oldest first, but for the newest of each branch that is there and what production may need. */
  listOldPreviews(host: string, before: Date, limit: number): Promise<Deployment[]>;
  /** Says that its host no longer has it. */
  expirePreview(id: string): Promise<void>;
  listLogs(deploymentId: string, afterLine: number, limit: number): Promise<DeploymentLog[]>;
}
