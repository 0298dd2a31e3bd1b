import type { WorkspaceStore } from "./create-workspace-store.ts";
import { isBehind } from "./run-stream.ts";

/** The stream so far is stored a few times a second, so an answer may be a little behind the events. */
const PAUSE_MILLISECONDS = 250;
const MAXIMUM_TRIES = 40;

export interface StreamChaser {
  /** Fetches the stream so far of every run whose stream is behind, again and again until it is not. */
  look(): void;
  stop(): void;
}

/** Brings streams that miss a piece up to date by the answers of `GET /api/runs/:id/live`. */
export const createStreamChaser = (store: WorkspaceStore, readLive: (runId: string) => void): StreamChaser => {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let isStopped = false;

  const isRunBehind = (runId: string): boolean => {
    const stream = store.getState().streams.get(runId);
    return stream !== undefined && isBehind(stream);
  };

  const chase = (runId: string, tries: number): void => {
    readLive(runId);
    const again = (): void => {
      timers.delete(runId);
      if (isStopped || !isRunBehind(runId)) return;
      if (tries < MAXIMUM_TRIES) chase(runId, tries + 1);
      // What cannot be had any more will be in the rows.
      else store.dispatch({ type: "live-loaded", runId, live: null });
    };
    timers.set(runId, setTimeout(again, PAUSE_MILLISECONDS));
  };

  return {
    look: () => {
      for (const runId of store.getState().streams.keys())
        if (isRunBehind(runId) && !timers.has(runId)) chase(runId, 1);
    },
    stop: () => {
      isStopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
};
