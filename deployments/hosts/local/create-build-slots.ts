/** Lets so many builds run at the same time as the machine has cores for; the others wait their turn. */
export interface BuildSlots {
  /** Runs the work once there is room. Rejects with the signal's reason when aborted while it waits. */
  use<Result>(signal: AbortSignal, work: () => Promise<Result>, onWait: () => void): Promise<Result>;
}

export const createBuildSlots = (count: number): BuildSlots => {
  let free = Math.max(1, count);
  const waiting: (() => void)[] = [];
  const acquire = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const enter = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = (): void => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      waiting.push(enter);
      signal.addEventListener("abort", leave, { once: true });
    });
  return {
    use: async (signal, work, onWait) => {
      signal.throwIfAborted();
      if (free > 0) free -= 1;
      else {
        onWait();
        await acquire(signal);
      }
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
};
