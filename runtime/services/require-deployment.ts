import type { Deployment } from "#core/contracts/deployment.ts";
import { idSchema } from "#core/contracts/id.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Session } from "./service-context.ts";

/** The deployment a session asks for; a stranger's looks like one that does not exist. Throws NotFoundError. */
export const requireDeployment = async (session: Session, id: string): Promise<Deployment> => {
  const deployment = idSchema.safeParse(id).success ? await session.stores.deployments.get(id) : null;
  if (deployment === null) throw new NotFoundError("deployment");
  return deployment;
};
