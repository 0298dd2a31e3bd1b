import { reduceWorkspace, type WorkspaceAction } from "./reduce-workspace.ts";
import { emptyWorkspace, type WorkspaceState } from "./workspace-state.ts";

/** One project's state and who wants to know of its changes; made for useSyncExternalStore. */
export interface WorkspaceStore {
  getState(): WorkspaceState;
  /** Answers how to stop listening. */
  subscribe(listener: () => void): () => void;
  /** Applies actions in order and tells listeners once. */
  dispatch(...actions: WorkspaceAction[]): void;
}

export const createWorkspaceStore = (projectId: string): WorkspaceStore => {
  let state = emptyWorkspace(projectId);
  const listeners = new Set<() => void>();
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch: (...actions) => {
      const next = actions.reduce(reduceWorkspace, state);
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
  };
};
