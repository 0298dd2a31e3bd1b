import { activeRunStates, terminalDeploymentStates } from "#core/contracts/index.ts";
import { hasMissingLines } from "./build-log.ts";
import { createStreamChaser } from "./create-stream-chaser.ts";
import type { WorkspaceStore } from "./create-workspace-store.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import { retryUntilDone } from "./retry-until-done.ts";
import { hasHole } from "./seq-tracker.ts";
import type { WorkspaceSource } from "./workspace-source.ts";

/** An event that is late arrives within this time; after it, it counts as lost. */
const HOLE_MILLISECONDS = 300;
/** The last event of all has no successor that would show that it is missing. */
const CHECK_MILLISECONDS = 15_000;

export interface GapFiller {
  /** Called once the first read is applied. */
  begin(): void;
  /** Reads everything after what is accounted for. */
  sync(): void;
  /** Looks for what is missing and fetches it. */
  look(): void;
  readLive(runId: string): void;
  /** Reads a build's log from the last line at hand on. */
  readLog(deploymentId: string): void;
  stop(): void;
}

const hasWork = (store: WorkspaceStore): boolean => {
  const { runs, deployments } = store.getState().rows;
  return (
    [...runs.values()].some(({ state }) => activeRunStates.includes(state)) ||
    [...deployments.values()].some(({ state }) => !terminalDeploymentStates.includes(state))
  );
};

/** The reads that bring one kind of thing up to date; each is tried until it works, one at a time. */
const createReads = (store: WorkspaceStore, source: WorkspaceSource, signal: AbortSignal) => {
  const once = createOneAtATime();
  const read = (key: string, work: () => Promise<() => void>): void =>
    once(key, () =>
      retryUntilDone(
        async () => {
          const apply = await work();
          if (!signal.aborted) apply();
        },
        { signal },
      ),
    );
  return {
    sync: () =>
      read("sync", async () => {
        const changes = await source.readChanges(store.getState().seq.upTo);
        return () => changes !== null && store.dispatch({ type: "changes-loaded", ...changes });
      }),
    readLive: (runId: string) =>
      read(`live:${runId}`, async () => {
        const live = await source.readLive(runId);
        return () => store.dispatch({ type: "live-loaded", runId, live });
      }),
    readLog: (deploymentId: string) =>
      read(`log:${deploymentId}`, async () => {
        const lines = await source.readLog(deploymentId, store.getState().logs.get(deploymentId)?.lines.length ?? 0);
        return () => store.dispatch({ type: "log-loaded", deploymentId, lines });
      }),
  };
};

/** Notices what a store is missing (rows by number, streams by offset, logs by line) and reads exactly that. */
export const createGapFiller = (store: WorkspaceStore, source: WorkspaceSource): GapFiller => {
  const ended = new AbortController();
  const reads = createReads(store, source, ended.signal);
  const chaser = createStreamChaser(store, reads.readLive);
  let isBegun = false;
  let holeTimer: ReturnType<typeof setTimeout> | null = null;

  const sync = (): void => {
    if (isBegun) reads.sync();
  };
  const lookAtRows = (): void => {
    if (!isBegun || holeTimer !== null || !hasHole(store.getState().seq)) return;
    holeTimer = setTimeout(() => {
      holeTimer = null;
      if (hasHole(store.getState().seq)) sync();
    }, HOLE_MILLISECONDS);
  };
  const check = setInterval(() => {
    if (hasWork(store)) sync();
  }, CHECK_MILLISECONDS);

  return {
    ...reads,
    sync,
    begin: () => {
      isBegun = true;
      sync();
    },
    look: () => {
      lookAtRows();
      chaser.look();
      for (const [deploymentId, log] of store.getState().logs) if (hasMissingLines(log)) reads.readLog(deploymentId);
    },
    stop: () => {
      ended.abort();
      chaser.stop();
      clearInterval(check);
      if (holeTimer !== null) clearTimeout(holeTimer);
    },
  };
};
