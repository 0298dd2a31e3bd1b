import { LetscodeError } from "#core/errors/letscode-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Repository } from "../local/engine.ts";
import type { PushOutcome } from "./remote-git.ts";

export interface RemoteSide {
  /** Makes the mirror equal to GitHub. */
  refresh(): Promise<void>;
  /** The same, unless that was done a moment ago. */
  refreshIfOld(): Promise<void>;
  push(moves: { ref: string; from: string | null; to: string | null }[]): Promise<PushOutcome>;
  /** The head of a branch on GitHub itself. */
  readHead(ref: string): Promise<string | null>;
}

const isBranch = (ref: string): boolean => ref.startsWith("refs/heads/");

/**
 * Pushes a move, and finds out what became of it when the answer got lost: the head that GitHub has is the truth. Without
 * a word from GitHub it did not happen as far as anybody knows, and the caller may try again.
 */
const pushSurely = async (
  side: RemoteSide,
  move: { ref: string; from: string | null; to: string | null },
): Promise<boolean> => {
  try {
    return (await side.push([move])) === "pushed";
  } catch (thrown) {
    if (!(thrown instanceof LetscodeError) || !thrown.isRetryable) throw thrown;
    const head = await side.readHead(move.ref).catch(() => {
      throw thrown;
    });
    if (head === move.to) return true;
    throw thrown;
  }
};

/**
 * A mirror that behaves as the repository on GitHub: branches are as GitHub tells, and moving one is a push by
 * compare-and-swap, so that whatever commits, merges or reverts here holds only once GitHub has confirmed the head.
 */
export const openRemoteRepository = (local: Repository, side: RemoteSide): Repository => {
  /** Reads again after a refresh, when an object is not here: somebody has told us of it before we fetched it. */
  const orRefreshed = async <Result>(
    read: () => Promise<Result>,
    isMissing: (result: Result) => boolean,
  ): Promise<Result> => {
    const result = await read();
    if (!isMissing(result)) return result;
    await side.refresh();
    return read();
  };
  return {
    ...local,
    readObject: async (sha) => {
      try {
        return await local.readObject(sha);
      } catch (thrown) {
        if (!(thrown instanceof NotFoundError)) throw thrown;
        await side.refresh();
        return local.readObject(sha);
      }
    },
    describeObject: (sha) =>
      orRefreshed(
        () => local.describeObject(sha),
        (found) => found === null,
      ),
    readRef: async (ref) => {
      if (isBranch(ref)) await side.refreshIfOld();
      return local.readRef(ref);
    },
    readDefaultBranch: async () => {
      await side.refreshIfOld();
      return local.readDefaultBranch();
    },
    listBranches: async () => {
      await side.refreshIfOld();
      return local.listBranches();
    },
    updateRef: async (ref, change) => {
      if (!isBranch(ref)) return local.updateRef(ref, change);
      const isPushed = await pushSurely(side, { ref, ...change });
      if (!isPushed) {
        await side.refresh();
        // The transport itself repeats a request whose answer got lost, and the second finds what the first has done.
        return (await local.readRef(ref)) === change.to;
      }
      // Should a fetch have brought the mirror further meanwhile, it is right already.
      await local.updateRef(ref, change);
      return true;
    },
  };
};
