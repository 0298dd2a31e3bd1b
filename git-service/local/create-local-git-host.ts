import { mkdir } from "node:fs/promises";
import type { Clock } from "#core/ports/clock.ts";
import type { GitHost, RepositoryName } from "#core/ports/git-host.ts";
import type { PullRequestRecords } from "#core/ports/pull-request-records.ts";
import type { Logger } from "#core/ports/logger.ts";
import { createKeyedLock } from "./create-keyed-lock.ts";
import { createMaintenance } from "./create-maintenance.ts";
import { createRepositoryOpener } from "./create-repository-opener.ts";
import type { GitEngine, Repository } from "./engine.ts";
import { createOperations } from "./create-operations.ts";
import { keepRecord } from "./operations/keep-record.ts";
import { listRecords } from "./operations/list-records.ts";
import { createHostOutbox } from "./outbox/create-host-outbox.ts";
import type { Announcement } from "./outbox/create-outbox.ts";
import type { RefUpdate } from "./outbox/ref-update.ts";
import type { SendPush } from "./push-delivery.ts";
import { selectEngine } from "./select-engine.ts";

export interface LocalGitHostOptions {
  /** Holds `<projectId>.git` of every project, and the outbox. Made when it is missing. */
  directory: string;
  /** Name or absolute path of git. */
  gitBinary?: string;
  /** Address of the web app, without a slash at the end; clone URLs begin with it. */
  publicUrl: string;
  clock: Clock;
  logger: Logger;
  /** Announces each moved ref: `createSendPushWebhook`. */
  sendPush: SendPush;
  /** Which engine to use; without it, git when it is there and recent enough, else JavaScript alone. */
  engine?: GitEngine["name"];
  /** An unused git process ends after so long. */
  idleMilliseconds?: number;
}

/** The git host of an installation without GitHub: bare repositories on this machine. */
export interface LocalGitHost extends GitHost {
  readonly engineName: GitEngine["name"];
  /** Name or absolute path of git. */
  readonly gitBinary: string;
  /** Where everything of this host is. */
  readonly directory: string;
  /** The folder of a project's bare repository. */
  repositoryDirectory(projectId: string): string;
  /** Opens the object database of a repository; for the HTTP face. Throws NotFoundError. */
  openRepository(repository: RepositoryName): Promise<Repository>;
  /** Writes down a ref update that somebody else is about to make; see Announcement. */
  announce(update: RefUpdate): Promise<Announcement>;
  /** What is kept of pull requests, in a ref that no clone sees and no push reaches. */
  readonly records: PullRequestRecords;
  /** Counts what was received, so that maintenance can follow. */
  noteReceived(repository: RepositoryName): void;
  /** Packs every repository that needs it, sends what the outbox holds and clears what a crash left. */
  maintain(): Promise<void>;
  /** Packs one repository now. */
  maintainRepository(repository: RepositoryName): Promise<void>;
  /** Resolves when every push so far was taken by its receiver. */
  flush(): Promise<void>;
  /** Ends every process and timer. */
  close(): Promise<void>;
}

/**
 * Keeps repositories on this machine. Several processes may open the same directory: refs are compare-and-swap, and an
 * outbox entry of a dead process is taken over by a living one. Call `maintain` now and then, and `close` at the end.
 */
export const createLocalGitHost = async (options: LocalGitHostOptions): Promise<LocalGitHost> => {
  const { directory, clock, logger } = options;
  const publicUrl = options.publicUrl.replace(/\/+$/, "");
  await mkdir(directory, { recursive: true });
  const engine = await selectEngine(options);
  const repositories = createRepositoryOpener(directory, engine);
  const outbox = createHostOutbox({ directory, repositories, publicUrl, clock, logger, sendPush: options.sendPush });
  const maintenance = createMaintenance({ directory, repositories, outbox, clock, logger });
  const context = {
    engine,
    open: repositories.open,
    clock,
    outbox,
    lock: createKeyedLock(),
    onCommitted: maintenance.noteCommit,
  };
  const operations = createOperations(context, {
    cloneUrl: ({ ownerHandle, slug }) => `${publicUrl}/git/${ownerHandle}/${slug}.git`,
    directoryOf: repositories.directoryOf,
    forget: repositories.forget,
  });
  maintenance.start();
  return {
    name: "local",
    engineName: engine.name,
    gitBinary: options.gitBinary ?? "git",
    directory,
    ...operations,
    repositoryDirectory: repositories.directoryOf,
    openRepository: repositories.open,
    announce: outbox.prepare,
    records: {
      keep: async (name, number, compose) => keepRecord(await repositories.open(name), number, compose),
      list: async (name) => listRecords(await repositories.open(name)),
    },
    noteReceived: maintenance.noteCommit,
    maintain: maintenance.run,
    maintainRepository: maintenance.runOne,
    flush: outbox.flush,
    close: async () => {
      await maintenance.close();
      await outbox.close();
      await engine.close();
    },
  };
};
