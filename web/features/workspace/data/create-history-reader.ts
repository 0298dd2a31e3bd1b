import type { WorkspaceStore } from "./create-workspace-store.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import type { WorkspaceAction } from "./reduce-workspace.ts";
import { retryUntilDone } from "./retry-until-done.ts";
import type { WorkspaceSource } from "./workspace-source.ts";

/** A step brings several events that say the branch moved; one read answers them all. */
const SETTLE_MILLISECONDS = 150;

export interface HistoryReader {
  /** Reads the branches, and the first page of every opened history whose branch has moved. */
  refresh(): void;
  /** Looks whether what was just applied moved branches that are shown, and reads them again. */
  look(actions: readonly WorkspaceAction[]): void;
  stop(): void;
}

/** A run's row changes with every answer of the model; its branch is made when it starts, and moves with its commits. */
const movesBranches = (action: WorkspaceAction): boolean => {
  if (action.type !== "changed" || action.change.kind !== "rows") return false;
  const { commits = [], activity_log: activity = [] } = action.change.batch;
  return (
    commits.length > 0 || activity.some(({ action: name }) => /^(?:branch\.|commit\.|step\.|run\.started)/.test(name))
  );
};

/** Keeps branches and the histories that have been opened up to date: Git tells what is on a branch, not the rows. */
export const createHistoryReader = (store: WorkspaceStore, source: WorkspaceSource): HistoryReader => {
  const ended = new AbortController();
  const once = createOneAtATime();
  let timer: ReturnType<typeof setTimeout> | null = null;

  const readCommits = async (branch: string): Promise<void> => {
    const page = await source.readCommits(branch);
    if (!ended.signal.aborted) store.dispatch({ type: "first-commits-loaded", branch, page });
  };

  const read = async (): Promise<void> => {
    const before = new Map(store.getState().branches?.map(({ name, sha }) => [name, sha]));
    const branches = await source.readBranches();
    if (ended.signal.aborted) return;
    store.dispatch({ type: "branches-loaded", branches });
    const { commitPages } = store.getState();
    const moved = branches.filter(
      ({ name, sha }) =>
        commitPages.has(name) && (before.get(name) !== sha || commitPages.get(name)?.commits[0]?.sha !== sha),
    );
    await Promise.all(moved.map(({ name }) => readCommits(name)));
  };

  const refresh = (): void => once("history", () => retryUntilDone(read, { signal: ended.signal }));

  return {
    refresh,
    look: (actions) => {
      if (timer !== null || !actions.some(movesBranches)) return;
      timer = setTimeout(() => {
        timer = null;
        refresh();
      }, SETTLE_MILLISECONDS);
    },
    stop: () => {
      ended.abort();
      if (timer !== null) clearTimeout(timer);
    },
  };
};
