import type { WorkspaceStore } from "./create-workspace-store.ts";
import type { WorkspaceAction } from "./reduce-workspace.ts";
import type { WorkspaceSource } from "./workspace-source.ts";

/** A step brings several events that say the branch moved; one read answers them all. */
const SETTLE_MILLISECONDS = 150;

export interface HistoryReader {
  /** Looks whether what was just applied moved branches that are shown, and reads them again. */
  look(actions: readonly WorkspaceAction[]): void;
  stop(): void;
}

const movesBranches = (action: WorkspaceAction): boolean => {
  if (action.type !== "changed" || action.change.kind !== "rows") return false;
  const { commits = [], activity_log: activity = [], runs = [] } = action.change.batch;
  return (
    commits.length > 0 || runs.length > 0 || activity.some(({ action: name }) => /^(?:branch|commit|push)\./.test(name))
  );
};

/** Keeps branches and the histories that have been opened up to date: Git tells what is on a branch, not the rows. */
export const createHistoryReader = (store: WorkspaceStore, source: WorkspaceSource): HistoryReader => {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const readCommits = async (branch: string): Promise<void> => {
    const page = await source.readCommits(branch);
    if (!isStopped) store.dispatch({ type: "first-commits-loaded", branch, page });
  };

  const read = async (): Promise<void> => {
    const before = new Map(store.getState().branches?.map(({ name, sha }) => [name, sha]));
    const branches = await source.readBranches();
    if (isStopped) return;
    store.dispatch({ type: "branches-loaded", branches });
    const { commitPages } = store.getState();
    const moved = branches.filter(
      ({ name, sha }) =>
        commitPages.has(name) && (before.get(name) !== sha || commitPages.get(name)?.commits[0]?.sha !== sha),
    );
    await Promise.all(moved.map(({ name }) => readCommits(name)));
  };

  return {
    look: (actions) => {
      if (timer !== null || !actions.some(movesBranches)) return;
      timer = setTimeout(() => {
        timer = null;
        // A read that fails is made up for by the next event or join; the histories on screen stay as they are.
        read().catch(() => undefined);
      }, SETTLE_MILLISECONDS);
    },
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};
