import type { Clock } from "#core/ports/clock.ts";
import type { GitEngine } from "../engine.ts";
import { createObjectReader } from "./object-reader.ts";
import { openPlumbingRepository } from "./open-plumbing-repository.ts";
import { createProcessPool } from "./process-pool.ts";
import { createRefUpdater } from "./ref-updater.ts";

export interface PlumbingEngineOptions {
  /** Name or absolute path of the git binary. */
  gitBinary: string;
  clock: Clock;
  /** Repositories that may have long-lived processes (two each) at the same time. */
  processLimit?: number;
  /** A process unused for so long is ended. */
  idleMilliseconds?: number;
  /** Flush objects to the disk before a ref points at them; off only where the data may be lost. */
  isSynced?: boolean;
}

/**
 * The engine of a machine with git: Node writes packs, git's own long-lived plumbing reads objects and moves
 * refs. Decision 030 has the numbers.
 */
export const createPlumbingEngine = (options: PlumbingEngineOptions): GitEngine => {
  const { gitBinary, clock, processLimit = 8, idleMilliseconds = 30_000, isSynced = true } = options;
  const readers = createProcessPool({
    start: (directory) => createObjectReader(gitBinary, directory),
    limit: processLimit,
    idleMilliseconds,
  });
  const updaters = createProcessPool({
    start: (directory) => createRefUpdater(gitBinary, directory),
    limit: processLimit,
    idleMilliseconds,
  });
  return {
    name: "git",
    open: (directory) => openPlumbingRepository({ gitBinary, directory, clock, readers, updaters, isSynced }),
    close: async () => {
      readers.close();
      updaters.close();
    },
  };
};
