import type { CheckRunner } from "#core/ports/check-runner.ts";

/** Lets so many checks run at a time: each is a compiler that takes a core and a gigabyte for itself. */
export const limitChecks = (runner: CheckRunner, concurrency: number): CheckRunner => {
  const waiting: (() => void)[] = [];
  let running = 0;
  const enter = async (): Promise<void> => {
    if (running < concurrency) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    run: async (folder, signal) => {
      await enter();
      try {
        signal.throwIfAborted();
        return await runner.run(folder, signal);
      } finally {
        leave();
      }
    },
  };
};
