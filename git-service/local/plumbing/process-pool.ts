/** A long-lived child that can be asked whether it still lives and works. */
interface PooledProcess {
  readonly isAlive: boolean;
  readonly isBusy: boolean;
  close(): void;
}

export interface ProcessPool<Process extends PooledProcess> {
  /** The running process of this key, or a new one. */
  get(key: string): Process;
  /** Ends the process of one key. */
  drop(key: string): void;
  readonly size: number;
  close(): void;
}

/**
 * Keeps at most `limit` processes, one a key: the one used longest ago goes first, a busy one last. A process idle for
 * `idleMilliseconds` is ended, so that a quiet server has none.
 */
export const createProcessPool = <Process extends PooledProcess>(options: {
  start(key: string): Process;
  limit: number;
  idleMilliseconds: number;
}): ProcessPool<Process> => {
  const entries = new Map<string, { process: Process; timer: NodeJS.Timeout }>();
  const drop = (key: string): void => {
    const entry = entries.get(key);
    if (entry === undefined) return;
    entries.delete(key);
    clearTimeout(entry.timer);
    entry.process.close();
  };
  const expireLater = (key: string): NodeJS.Timeout =>
    setTimeout(() => {
      const entry = entries.get(key);
      if (entry?.process.isBusy && entry.process.isAlive) entry.timer = expireLater(key);
      else drop(key);
    }, options.idleMilliseconds).unref();
  const makeRoom = (): void => {
    while (entries.size >= options.limit) {
      const idle = [...entries].find(([, entry]) => !entry.process.isBusy || !entry.process.isAlive);
      if (idle === undefined) return;
      drop(idle[0]);
    }
  };
  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry?.process.isAlive) {
        entries.delete(key);
        entries.set(key, entry);
        entry.timer.refresh();
        return entry.process;
      }
      drop(key);
      makeRoom();
      const process = options.start(key);
      entries.set(key, { process, timer: expireLater(key) });
      return process;
    },
    drop,
    get size() {
      return entries.size;
    },
    close: () => {
      for (const key of entries.keys()) drop(key);
    },
  };
};
