import type { Deployment, DeploymentError, DeploymentState } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";

export interface DeploymentStatus {
  state: DeploymentState;
  url?: string;
  address?: string;
  framework?: string;
  externalId?: string;
  error?: DeploymentError;
}

export interface DeployContext {
  signal: AbortSignal;
  /** Appends to the deployment's log; batched by whoever provides it. */
  log(stream: "stdout" | "stderr" | "system", text: string): void;
  /** Tells a change of state; leaves as a signed webhook to `deployment-status`. */
  report(status: DeploymentStatus): Promise<void>;
}

/** What builds and serves commits. A new one is one folder under deployments/hosts and one registry line. */
export interface DeployHost {
  readonly name: string;
  /** Builds and serves; resolves when a terminal state was reported. Idempotent: a second call goes on or begins anew. */
  deploy(project: Project, deployment: Deployment, context: DeployContext): Promise<void>;
  /** Serves an earlier ready deployment again at the address of `deployment` (promotion, rollback). */
  promote(project: Project, from: Deployment, deployment: Deployment, context: DeployContext): Promise<void>;
  /** Frees what the host keeps of a deployment. */
  remove(project: Project, deployment: Deployment): Promise<void>;
}
