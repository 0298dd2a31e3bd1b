import type { Run } from "#core/contracts/run.ts";
import { StaleAttemptError } from "#core/errors/stale-attempt-error.ts";
import type { RunExecutorDependencies } from "./executor-dependencies.ts";
import { RunStoppedError } from "./run-stopped-error.ts";

/** How often it is looked whether a person asked to stop; they are promised a second. */
const LOOK_MILLISECONDS = 300;

/**
 * Watches a run's row while it is worked on and aborts the work when a person asked to stop it or another worker took it.
 * Ends with `over`. A database that is away is no reason to stop: the next write will tell.
 */
export const watchRun = async (
  { stores, clock }: Pick<RunExecutorDependencies, "stores" | "clock">,
  run: Pick<Run, "id" | "attempt">,
  control: { over: AbortSignal; abort(reason: unknown): void },
): Promise<void> => {
  while (!control.over.aborted) {
    await clock.sleep(LOOK_MILLISECONDS, control.over).catch(() => undefined);
    if (control.over.aborted) return;
    const current = await stores.runs.get(run.id).catch(() => undefined);
    if (current === undefined) continue;
    if (current === null || current.attempt !== run.attempt)
      control.abort(new StaleAttemptError("this run", run.attempt));
    else if (current.isStopRequested) control.abort(new RunStoppedError());
  }
};
