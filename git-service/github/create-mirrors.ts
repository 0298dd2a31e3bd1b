import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LetscodeError } from "#core/errors/letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { RepositoryOpener } from "../local/create-repository-opener.ts";
import type { Repository } from "../local/engine.ts";
import { initRepository } from "../local/init-repository.ts";
import { keepCommit } from "../local/operations/keep-commit.ts";
import type { WithRemote } from "./create-remote-access.ts";
import { openRemoteRepository } from "./open-remote-repository.ts";
import type { RemoteGit, RemoteHeads } from "./remote-git.ts";

/** A branch that moved on GitHub since the mirror was last made equal. */
export interface SeenMove {
  branch: string;
  before: string | null;
  after: string | null;
}

export interface Mirrors {
  open(name: Pick<RepositoryName, "projectId">): Promise<Repository>;
  /** Makes the mirror equal now and answers what had moved. */
  sync(projectId: string): Promise<SeenMove[]>;
}

interface MirrorOptions {
  directory: string;
  repositories: RepositoryOpener;
  remote: RemoteGit;
  withRemote: WithRemote;
  clock: Clock;
  logger: Logger;
  /** So old may the heads be that a read answers; a write asks GitHub itself. */
  freshMilliseconds: number;
}

/** Without its branches; aside first, so that it is there whole or not at all, whoever else makes it. */
const makeMirror = async (directory: string, target: string): Promise<void> => {
  const scratch = join(directory, `.new-${randomBytes(8).toString("hex")}`);
  await mkdir(scratch, { recursive: true });
  try {
    await initRepository(scratch, "main");
    await rename(scratch, target);
  } catch (thrown) {
    if (!(await isThere(target))) throw thrown;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

const isThere = (target: string): Promise<boolean> =>
  stat(join(target, "HEAD")).then(
    () => true,
    () => false,
  );

const setDefaultBranch = async (repository: Repository, branch: string): Promise<void> => {
  const draft = join(repository.directory, `HEAD.${randomBytes(6).toString("hex")}`);
  await writeFile(draft, `ref: refs/heads/${branch}\n`, { flush: true });
  await rename(draft, join(repository.directory, "HEAD"));
};

const findMoves = async (repository: Repository, { heads }: RemoteHeads): Promise<SeenMove[]> => {
  const known = new Map((await repository.listBranches()).map(({ name, sha }) => [name, sha]));
  return [...new Set([...known.keys(), ...heads.keys()])]
    .map((branch) => ({ branch, before: known.get(branch) ?? null, after: heads.get(branch) ?? null }))
    .filter(({ before, after }) => before !== after);
};

/** What a forced push or a deletion took from a branch stays readable: the timeline shows it, and it can be restored. */
const keepLost = async (repository: Repository, moves: SeenMove[]): Promise<void> => {
  for (const { before, after } of moves) {
    if (before === null) continue;
    const isKept = after !== null && (await repository.findMergeBase(before, after)) === before;
    if (!isKept) await keepCommit(repository, before);
  }
};

/** After a failure, reads are answered from the mirror for so long before GitHub is asked again. */
const RETRY_MILLISECONDS = 10_000;

/** Opens a mirror so that it follows GitHub, and asks it no oftener than needed. */
const createOpener = (
  { remote, withRemote, clock, logger, freshMilliseconds }: MirrorOptions,
  { sync, syncOnce }: Record<"sync" | "syncOnce", Mirrors["sync"]>,
  freshUntil: Map<string, number>,
) => {
  const refreshIfOld = async (local: Repository, projectId: string): Promise<void> => {
    if (clock.now().getTime() < (freshUntil.get(projectId) ?? 0)) return;
    try {
      await syncOnce(projectId);
      freshUntil.set(projectId, clock.now().getTime() + freshMilliseconds);
    } catch (thrown) {
      // Without a connection people go on reading what was there; what they write is checked by GitHub itself.
      if (!(thrown instanceof LetscodeError) || (await local.listBranches()).length === 0) throw thrown;
      freshUntil.set(projectId, clock.now().getTime() + RETRY_MILLISECONDS);
      const reason = thrown.detail;
      logger.warn("GitHub could not be asked for the branches; they are shown as they were", { projectId, reason });
    }
  };
  return (local: Repository, projectId: string): Repository =>
    openRemoteRepository(local, {
      refresh: async () => {
        await sync(projectId);
      },
      refreshIfOld: () => refreshIfOld(local, projectId),
      push: (moves) => withRemote(projectId, (address) => remote.push(local.directory, address, moves)),
      readHead: async (ref) => {
        const { heads } = await withRemote(projectId, (address) => remote.listHeads(local.directory, address));
        return heads.get(ref.slice("refs/heads/".length)) ?? null;
      },
    });
};

/**
 * A bare repository beside us for each on GitHub: everything is read from it, and everything written goes through
 * GitHub first. It can be thrown away at any time; the next use makes it anew.
 */
export const createMirrors = (options: MirrorOptions): Mirrors => {
  const { directory, repositories, remote, withRemote } = options;
  const freshUntil = new Map<string, number>();
  const running = new Map<string, Promise<SeenMove[]>>();

  const openLocal = async (projectId: string): Promise<Repository> => {
    const target = repositories.directoryOf(projectId);
    if (!(await isThere(target))) {
      freshUntil.delete(projectId);
      await makeMirror(directory, target);
    }
    return repositories.open({ projectId });
  };
  const update = async (projectId: string): Promise<SeenMove[]> => {
    const repository = await openLocal(projectId);
    return withRemote(projectId, async (address) => {
      const told = await remote.listHeads(repository.directory, address);
      const seen = await findMoves(repository, told);
      if (seen.some(({ after }) => after !== null)) await remote.fetch(repository.directory, address);
      else
        for (const { branch, before } of seen)
          await repository.updateRef(`refs/heads/${branch}`, { from: before, to: null });
      await keepLost(repository, seen);
      const isOther = told.defaultBranch !== null && told.defaultBranch !== (await repository.readDefaultBranch());
      if (isOther && told.defaultBranch !== null) await setDefaultBranch(repository, told.defaultBranch);
      return seen;
    });
  };
  const syncOnce = (projectId: string): Promise<SeenMove[]> => {
    const known = running.get(projectId);
    if (known !== undefined) return known;
    const started = update(projectId).finally(() => running.delete(projectId));
    running.set(projectId, started);
    return started;
  };
  // One that is running may have asked GitHub before that happened which this one is wanted for.
  const sync = async (projectId: string): Promise<SeenMove[]> => {
    await running.get(projectId)?.catch(() => undefined);
    return syncOnce(projectId);
  };
  const openThrough = createOpener(options, { sync, syncOnce }, freshUntil);
  return { sync, open: async ({ projectId }) => openThrough(await openLocal(projectId), projectId) };
};
