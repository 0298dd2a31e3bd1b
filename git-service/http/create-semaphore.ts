/** Lets so many tasks run at a time. */
export interface Semaphore {
  /** Resolves with the function that gives the place back; rejects with the signal's reason when aborted before. */
  acquire(signal: AbortSignal): Promise<() => void>;
}

const once = (task: () => void): (() => void) => {
  let isDone = false;
  return () => {
    if (!isDone) task();
    isDone = true;
  };
};

export const createSemaphore = (limit: number): Semaphore => {
  let running = 0;
  const waiting = new Set<() => void>();
  const release = (): void => {
    running -= 1;
    const [next] = waiting;
    next?.();
  };
  return {
    acquire: (signal) =>
      new Promise((resolve, reject) => {
        const enter = (): void => {
          waiting.delete(enter);
          signal.removeEventListener("abort", leave);
          running += 1;
          resolve(once(release));
        };
        const leave = (): void => {
          waiting.delete(enter);
          reject(signal.reason);
        };
        if (signal.aborted) return leave();
        if (running < limit) return enter();
        signal.addEventListener("abort", leave, { once: true });
        waiting.add(enter);
      }),
  };
};
