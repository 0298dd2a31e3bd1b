import { fork, type ChildProcess } from "node:child_process";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";

export interface SupervisedWorker {
  /** Asks the worker to end, and waits; one that does not is killed. */
  stop(): Promise<void>;
}

interface Options {
  /** Script and arguments of the worker. */
  script: string;
  parameters: string[];
  clock: Clock;
  logger: Logger;
}

const STEADY_MILLISECONDS = 30_000;
const LONGEST_PAUSE = 10_000;
const STOP_MILLISECONDS = 8_000;

const waitForEnd = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? code ?? 0));
    child.once("error", (error) => resolve(error.message));
  });

/**
 * Keeps one worker running beside the server: one that ends is started again, at once the first time and later with
 * growing pauses, so that a worker that cannot start does not take the machine. The channel between the two tells the
 * worker when the server is gone, however it went.
 */
export const superviseWorker = ({ script, parameters, clock, logger }: Options): SupervisedWorker => {
  const stopping = new AbortController();
  let child: ChildProcess | null = null;
  const watch = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      const startedAt = clock.now().getTime();
      child = fork(script, parameters, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
      const end = await waitForEnd(child);
      child = null;
      if (stopping.signal.aborted) return;
      failures = clock.now().getTime() - startedAt > STEADY_MILLISECONDS ? 0 : failures + 1;
      logger.warn("The worker ended; starting it again", { end });
      const pause = failures <= 1 ? 0 : Math.min(250 * 2 ** failures, LONGEST_PAUSE);
      await clock.sleep(pause, stopping.signal).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      child?.kill("SIGTERM");
      const timer = setTimeout(() => child?.kill("SIGKILL"), STOP_MILLISECONDS);
      await watching;
      clearTimeout(timer);
    },
  };
};
