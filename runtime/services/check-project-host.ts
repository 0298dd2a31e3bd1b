import type { ConnectionFinding } from "#core/ports/deploy-host.ts";
import { requireProject } from "./require-project.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** What a project's deploy host needs before it can deploy it, each with what to do; empty where it builds here. */
export const checkProjectHost = async (
  context: ServiceContext,
  session: Session,
  projectId: string,
): Promise<ConnectionFinding[]> => context.checkProjectHost(await requireProject(session, projectId));
