import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "#core/ports/clock.ts";

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    signal?.throwIfAborted();
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch((thrown: unknown) => {
      throw signal?.reason ?? thrown;
    });
  },
};
