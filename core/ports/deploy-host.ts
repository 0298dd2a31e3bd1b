import type { z } from "zod";
import type { Deployment, DeploymentError, DeploymentState } from "#core/contracts/deployment.ts";
import type { Domain } from "#core/contracts/domain.ts";
import type { connectionFindingSchema } from "#core/contracts/host-connection.ts";
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
  /** The project's variables for the deployment's environment, by name. Secrets: they are taken out of the log. */
  environment: Readonly<Record<string, string>>;
  /** Appends to the deployment's log; batched by whoever provides it. */
  log(stream: "stdout" | "stderr" | "system", text: string): void;
  /** Tells a change of state; leaves as a signed webhook to `deployment-status`. */
  report(status: DeploymentStatus): Promise<void>;
}

export interface FollowContext extends DeployContext {
  /** Lines of the host's own output (everything but `system`) that are in the log already. */
  printedLines: number;
}

/** The domains at which a host serves a project's production. */
export interface HostDomains {
  list(project: Project): Promise<Domain[]>;
  /** Answers what is missing until it is served there. Adding it twice is no trouble. */
  add(project: Project, name: string): Promise<Domain>;
  /** Lets the host look whether the domain is the owner's by now; null when the project does not have it. */
  verify(project: Project, name: string): Promise<Domain | null>;
  remove(project: Project, name: string): Promise<void>;
}

export type ConnectionFinding = z.infer<typeof connectionFindingSchema>;

/**
 * What builds and serves commits. A new one is one folder under deployments/hosts and one registry line.
 *
 * A host that builds here resolves `deploy` and `promote` when a terminal state was reported, and stops by
 * `context.signal`. One that builds elsewhere has `follow` and `cancel`: `deploy` hands the commit over, reports the
 * host's own name for it (`externalId`) and resolves; `follow` is called again and again until an end was reported.
 * All are idempotent: a second call, after a crash, goes on or begins anew, and never twice at the host.
 */
export interface DeployHost {
  readonly name: string;
  deploy(project: Project, deployment: Deployment, context: DeployContext): Promise<void>;
  /** Serves an earlier ready deployment again at the address of `deployment` (promotion, rollback). */
  promote(project: Project, from: Deployment, deployment: Deployment, context: DeployContext): Promise<void>;
  /** Frees what the host keeps of a deployment. */
  remove(project: Project, deployment: Deployment): Promise<void>;
  /** Looks once: logs what is new of the host's output, and reports the state. Reporting a state twice is no trouble. */
  follow?(project: Project, deployment: Deployment, context: FollowContext): Promise<void>;
  /** Asks the host to stop; what came of it, `follow` sees. */
  cancel?(project: Project, deployment: Deployment): Promise<void>;
  /** Whether the host can be used, for this project or at all, in words. */
  check?(project: Project | null): Promise<ConnectionFinding[]>;
  readonly domains?: HostDomains;
}
