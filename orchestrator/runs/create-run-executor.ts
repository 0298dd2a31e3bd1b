import type { Run } from "#core/contracts/run.ts";
import { StaleAttemptError } from "#core/errors/stale-attempt-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import { endRun, endUnopenedRun } from "./end-run.ts";
import type { RunExecutor, RunExecutorDependencies } from "./executor-dependencies.ts";
import { openRun } from "./open-run.ts";
import type { RunSession } from "./run-session.ts";
import { RunStoppedError } from "./run-stopped-error.ts";
import { watchRun } from "./watch-run.ts";
import { workOnRun } from "./work-on-run.ts";

/** The database is away: nothing can be written down, so the queue takes the work up again later. */
const isDatabaseAway = (error: { code: string; isRetryable: boolean }): boolean =>
  error.code === "database_failed" && error.isRetryable;

/** Turns what ended the work into the run's last row. Throws what the queue should see. */
const settle = async (
  dependencies: RunExecutorDependencies,
  run: Run,
  session: RunSession | null,
  thrown: unknown,
): Promise<void> => {
  const error = toLetscodeError(thrown);
  if (error instanceof StaleAttemptError) {
    session?.live.abandon();
    dependencies.logger.info("Another worker has taken over a run", { runId: run.id, attempt: run.attempt });
    return;
  }
  if (isDatabaseAway(error)) throw error;
  if (error.code === "internal") {
    dependencies.logger.error("A run failed for a reason nobody foresaw", {
      runId: run.id,
      cause: String(error.cause),
    });
  }
  const outcome = error instanceof RunStoppedError ? { type: "stopped" as const } : { type: "failed" as const, error };
  if (session === null) await endUnopenedRun(dependencies, run, outcome);
  else await endRun(session, outcome);
};

const work = async (dependencies: RunExecutorDependencies, run: Run, signal: AbortSignal): Promise<void> => {
  const control = new AbortController();
  const over = new AbortController();
  const pass = (): void => control.abort(signal.reason);
  signal.addEventListener("abort", pass, { once: true });
  const watching = watchRun(dependencies, run, {
    over: over.signal,
    abort: (reason) => control.abort(reason),
  });
  const isStopped = (): boolean => control.signal.reason instanceof RunStoppedError;
  let session: RunSession | null = null;
  try {
    if (run.isStopRequested) throw new RunStoppedError();
    session = await openRun(dependencies, run, { signal: control.signal, isStopped });
    await workOnRun(session);
    if (session.ending !== null) await endRun(session, session.ending);
  } catch (thrown) {
    signal.throwIfAborted();
    await settle(dependencies, run, session, control.signal.aborted ? control.signal.reason : thrown);
  } finally {
    over.abort();
    signal.removeEventListener("abort", pass);
    await watching;
    await session?.live.flush();
  }
};

/** Makes the executor that workers give runs to. */
export const createRunExecutor = (dependencies: RunExecutorDependencies): RunExecutor => ({
  execute: async (runId, signal) => {
    signal.throwIfAborted();
    const run = await dependencies.stores.runs.claim(runId);
    if (run !== null) await work(dependencies, run, signal);
  },
});
