import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { RepositoryOpener } from "./create-repository-opener.ts";
import type { Outbox } from "./outbox/create-outbox.ts";

export interface Maintenance {
  start(): void;
  /** Counts a commit; every so many, the repository is looked at. */
  noteCommit(name: Pick<RepositoryName, "projectId">): void;
  run(): Promise<void>;
  runOne(name: Pick<RepositoryName, "projectId">): Promise<void>;
  close(): Promise<void>;
}

/** Commits of one repository after which it is looked at; each is a pack of its own until then. */
const COMMITS_BETWEEN = 50;
const SWEEP_MILLISECONDS = 30_000;
const LEFTOVER_MILLISECONDS = 60 * 60_000;

/** Repositories that were being made or removed, and quarantines of pushes, when a process died. */
const leftover = /^\.(?:new|removed)-|^(?:tmp_objdir-)?incoming-/;

const removeLeftovers = async (directory: string, now: Date): Promise<void> => {
  for (const name of (await readdir(directory)).filter((one) => leftover.test(one))) {
    const path = join(directory, name);
    const made = await stat(path).catch(() => null);
    const isOld = made !== null && now.getTime() - made.mtimeMs > LEFTOVER_MILLISECONDS;
    if (isOld) await rm(path, { recursive: true, force: true });
  }
};

/** Keeps repositories fast to read, one at a time and beside the work, and finishes what a crash left. */
export const createMaintenance = (options: {
  directory: string;
  repositories: RepositoryOpener;
  outbox: Outbox;
  clock: Clock;
  logger: Logger;
}): Maintenance => {
  const { directory, repositories, outbox, clock, logger } = options;
  const commits = new Map<string, number>();
  let queue: Promise<void> = Promise.resolve();
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;

  const attempt = async (what: string, task: () => Promise<void>): Promise<void> => {
    try {
      await task();
    } catch (error) {
      if (!isClosed) logger.warn(`${what} failed; it is tried again later.`, { error: String(error) });
    }
  };
  const enqueue = (task: () => Promise<void>): Promise<void> => {
    queue = queue.then(() => (isClosed ? undefined : attempt("Maintenance of a repository", task)));
    return queue;
  };
  const maintainOne = async (projectId: string, isForced: boolean): Promise<void> => {
    commits.delete(projectId);
    const repository = await repositories.open({ projectId });
    await removeLeftovers(join(repository.directory, "objects"), clock.now());
    await repository.maintain({ isForced });
  };
  const sweep = (): Promise<void> => attempt("Sending what the outbox holds", outbox.sweep);
  return {
    start: () => {
      void sweep();
      timer = setInterval(() => void sweep(), SWEEP_MILLISECONDS).unref();
    },
    noteCommit: ({ projectId }) => {
      const count = (commits.get(projectId) ?? 0) + 1;
      commits.set(projectId, count);
      if (count >= COMMITS_BETWEEN) void enqueue(() => maintainOne(projectId, false));
    },
    run: async () => {
      await sweep();
      const names = await readdir(directory);
      await removeLeftovers(directory, clock.now());
      for (const name of names.filter((one) => one.endsWith(".git"))) {
        await enqueue(() => maintainOne(name.slice(0, -4), false));
      }
    },
    runOne: ({ projectId }) => enqueue(() => maintainOne(projectId, true)),
    close: async () => {
      isClosed = true;
      clearInterval(timer);
      await queue;
    },
  };
};
