import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#core/ports/clock.ts";

/** Sees to it that a push that was killed leaves no byte behind. git itself clears up after every other. */
export interface QuarantineKeeper {
  /** Runs one push into a repository; `isEnded` false says that git had to be killed. */
  during(directory: string, push: () => Promise<{ isEnded: boolean }>): Promise<void>;
}

const quarantinePattern = /^(?:tmp_objdir-)?incoming-/;
/** File times are coarser than the clock. */
const TOLERANCE_MILLISECONDS = 2000;

const removeSince = async (directory: string, since: number): Promise<void> => {
  const objects = join(directory, "objects");
  for (const name of (await readdir(objects)).filter((one) => quarantinePattern.test(one))) {
    const path = join(objects, name);
    const made = await stat(path).catch(() => null);
    if (made !== null && made.mtimeMs >= since - TOLERANCE_MILLISECONDS)
      await rm(path, { recursive: true, force: true });
  }
};

/** A quarantine does not say whose it is, so leftovers go when no push into the repository is running any more. */
export const createQuarantineKeeper = (clock: Clock): QuarantineKeeper => {
  const active = new Map<string, { running: number; since: number; hasLeftovers: boolean }>();
  return {
    during: async (directory, push) => {
      const entry = active.get(directory) ?? { running: 0, since: clock.now().getTime(), hasLeftovers: false };
      active.set(directory, entry);
      entry.running += 1;
      let isEnded = false;
      try {
        ({ isEnded } = await push());
      } finally {
        entry.running -= 1;
        entry.hasLeftovers ||= !isEnded;
        if (entry.running === 0) {
          active.delete(directory);
          if (entry.hasLeftovers) await removeSince(directory, entry.since);
        }
      }
    },
  };
};
