import { finalRunStates, type Run } from "#core/contracts/run.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { requireRun } from "./require-run.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** Asks a run to stop. Steps already committed stay; what is half written is not committed. Stopping twice is fine. */
export const stopRun = async (context: ServiceContext, session: Session, id: string): Promise<Run> => {
  const run = await requireRun(session, id);
  if (finalRunStates.includes(run.state)) return run;
  return context.stores.runs.requestStop(run.id);
};

/**
 * Lets a run go on: one that was interrupted, failed or stopped, or one that waits for an answer.
 * Throws IllegalStateError when it is at work or finished, InvalidInputError when it waits and no answer is given.
 */
export const resumeRun = async (
  context: ServiceContext,
  session: Session,
  id: string,
  answer: string | undefined,
): Promise<Run> => {
  const run = await requireRun(session, id);
  if (!["interrupted", "waiting", "failed", "stopped"].includes(run.state)) {
    throw new IllegalStateError(
      `This run is ${run.state}, so there is nothing to resume.`,
      run.state === "finished"
        ? "Start a new run on the same branch to go on from here."
        : "Wait for it, or stop it first.",
      { state: run.state },
    );
  }
  if (run.state === "waiting" && answer === undefined) {
    throw new InvalidInputError([{ path: "answer", message: "the run waits for an answer to its question" }]);
  }
  const resumed = await context.stores.runs.resume(run.id, answer);
  await context.stores.activity.append({
    projectId: run.projectId,
    actor: "user",
    action: "run.resumed",
    details: { from: run.state, ...(answer === undefined ? {} : { answer: answer.slice(0, 500) }) },
    runId: run.id,
  });
  return resumed;
};
