import { idSchema } from "#core/contracts/id.ts";
import type { Run } from "#core/contracts/run.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Session } from "./service-context.ts";

/** The run a session asks for; a stranger's looks like one that does not exist. Throws NotFoundError. */
export const requireRun = async (session: Session, id: string): Promise<Run> => {
  const run = idSchema.safeParse(id).success ? await session.stores.runs.get(id) : null;
  if (run === null) throw new NotFoundError("run");
  return run;
};
