import type { RunLive } from "#core/contracts/workspace-event.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";

export interface LiveSaverOptions {
  runId: string;
  save(live: RunLive): Promise<void>;
  clock: Clock;
  logger: Logger;
}

export interface LiveSaver {
  /** Something has changed; it is written soon. */
  touch(): void;
  /** Writes what is not written yet, now. */
  flush(): Promise<void>;
  /** Writes nothing more, not even what is not written yet. */
  abandon(): void;
}

/** A reload sees what was streamed up to so long ago, and fills the rest from the events by their offsets. */
const SAVE_MILLISECONDS = 250;

/** Keeps the newest state of a stream: at most one write an interval, one at a time, and never without the last one. */
export const createLiveSaver = (options: LiveSaverOptions, read: () => RunLive): LiveSaver => {
  const state = { isDirty: false, isAbandoned: false };
  let running: Promise<void> | null = null;
  const save = async (): Promise<void> => {
    state.isDirty = false;
    if (state.isAbandoned) return;
    // What is shown live is a convenience: the durable rows follow, so a failed write costs nothing but itself.
    await options
      .save(read())
      .catch((error: unknown) =>
        options.logger.warn("The live state of a run was not kept", { runId: options.runId, reason: String(error) }),
      );
  };
  const work = async (): Promise<void> => {
    while (state.isDirty) {
      await options.clock.sleep(SAVE_MILLISECONDS);
      if (state.isDirty) await save();
    }
    running = null;
  };
  return {
    touch: () => {
      state.isDirty = true;
      running ??= work();
    },
    flush: async () => {
      if (state.isDirty) await save();
    },
    abandon: () => {
      state.isAbandoned = true;
    },
  };
};
