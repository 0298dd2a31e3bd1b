import { join } from "node:path";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { RepositoryOpener } from "../create-repository-opener.ts";
import type { Repository } from "../engine.ts";
import type { SendPush } from "../push-delivery.ts";
import { createOutboxFiles } from "./create-outbox-files.ts";
import { createOutbox, type Outbox } from "./create-outbox.ts";
import { describePush } from "./describe-push.ts";
import type { RefUpdate } from "./ref-update.ts";

/** Whether refs show that an update happened: the ref is at its new value, or has moved on from there. */
export const hasLanded = async (repository: Repository, { ref, before, after }: RefUpdate): Promise<boolean> => {
  const current = await repository.readRef(ref);
  if (current === after) return true;
  if (after === null || current === null || current === before) return false;
  const type = (await repository.describeObject(after))?.type;
  return type === "commit" && (await repository.findMergeBase(after, current)) === after;
};

/** Asks the system; a process of another user, which may not be asked, lives too. */
const isAlive = (pid: number | undefined): boolean => {
  if (pid === undefined || pid === process.pid) return true;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
};

/** The outbox of a host: announcements as files in `<directory>/outbox`, told from the repositories beside it. */
export const createHostOutbox = (options: {
  directory: string;
  repositories: RepositoryOpener;
  publicUrl: string;
  clock: Clock;
  logger: Logger;
  sendPush: SendPush;
}): Outbox => {
  const { repositories, clock } = options;
  const ifThere = async <Result>(
    update: RefUpdate,
    absent: Result,
    use: (repository: Repository) => Promise<Result>,
  ) => {
    try {
      return await use(await repositories.open(update.repository));
    } catch (error) {
      if (error instanceof NotFoundError) return absent;
      throw error;
    }
  };
  return createOutbox({
    files: createOutboxFiles(join(options.directory, "outbox")),
    sendPush: options.sendPush,
    describe: (entry) =>
      ifThere<Awaited<ReturnType<typeof describePush>> | null>(entry, null, (repository) =>
        describePush(repository, entry, options.publicUrl, clock.now()),
      ),
    hasLanded: (entry) => ifThere(entry, false, (repository) => hasLanded(repository, entry)),
    clock,
    logger: options.logger,
    pid: process.pid,
    isAlive,
  });
};
