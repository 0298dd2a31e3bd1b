import type { Run } from "#core/contracts/run.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { requireRun } from "./require-run.ts";
import type { ServiceContext, Session } from "./service-context.ts";

const requireQueued = async (session: Session, id: string): Promise<Run> => {
  const run = await requireRun(session, id);
  if (run.state === "queued" && run.startedAt === null) return run;
  throw new IllegalStateError(
    "This prompt does not wait any more: its run has begun.",
    "Stop the run, or send a new prompt that comes after it.",
    { state: run.state },
  );
};

const noteChange = (context: ServiceContext, run: Run, action: string): Promise<void> =>
  context.stores.activity.append({
    projectId: run.projectId,
    actor: "user",
    action,
    details: { prompt: run.prompt.slice(0, 500), branch: run.branch },
    runId: run.id,
  });

/** Words a prompt anew that waits for its turn. Throws NotFoundError, IllegalStateError once its run has begun. */
export const editQueuedRun = async (
  context: ServiceContext,
  session: Session,
  id: string,
  prompt: string,
): Promise<Run> => {
  const { id: runId } = await requireQueued(session, id);
  const run = await context.stores.runs.editQueued(runId, prompt);
  await noteChange(context, run, "run.edited");
  return run;
};

/**
 * Takes a prompt back that waits for its turn. It is kept as a run that was stopped before it began, so that resuming it
 * brings it back. Throws NotFoundError, IllegalStateError once its run has begun.
 */
export const removeQueuedRun = async (context: ServiceContext, session: Session, id: string): Promise<Run> => {
  const { id: runId } = await requireQueued(session, id);
  const run = await context.stores.runs.removeQueued(runId);
  await noteChange(context, run, "run.removed");
  return run;
};
