import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DeployHost } from "#core/ports/deploy-host.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { Stores } from "#core/ports/stores.ts";
import type { SendStatus } from "../status/send-status.ts";

/** What the tasks of deployments work with. */
export interface ExecutorOptions {
  stores: Pick<Stores, "deployments" | "projects">;
  findHost(name: string): DeployHost | null;
  /** The variables a project has for the environment of a deployment, by name. */
  readEnvironment(project: Project, deployment: Deployment): Promise<Record<string, string>>;
  sendStatus: SendStatus;
  publisher: EventPublisher;
  clock: Clock;
  logger: Logger;
  redact(text: string): string;
}
