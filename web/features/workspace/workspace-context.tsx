"use client";

import { createContext, use, useEffect, useState, useSyncExternalStore, type ReactNode } from "react";
import { createRowReader } from "./data/create-row-reader.ts";
import { createWorkspaceChannel } from "./data/create-workspace-channel.ts";
import { createWorkspaceSource } from "./data/create-workspace-source.ts";
import { createWorkspaceStore, type WorkspaceStore } from "./data/create-workspace-store.ts";
import { followWorkspace } from "./data/follow-workspace.ts";
import { scheduleSoon } from "./data/schedule-soon.ts";
import type { WorkspaceSource } from "./data/workspace-source.ts";
import type { WorkspaceState } from "./data/workspace-state.ts";

export interface WorkspaceParts {
  projectId: string;
  store: WorkspaceStore;
  source: WorkspaceSource;
}

const WorkspaceContext = createContext<WorkspaceParts | null>(null);

/** The store and the source of the project on screen. Throws outside of a WorkspaceProvider. */
export const useWorkspaceParts = (): WorkspaceParts => {
  const parts = use(WorkspaceContext);
  if (parts === null) throw new Error("This part of the workspace stands outside of a WorkspaceProvider.");
  return parts;
};

/**
 * A piece of the project's state, kept up to date. `select` must answer the same object while nothing changed: pick
 * parts of the state, and derive from them with useMemo.
 */
export const useWorkspace = <Value,>(select: (state: WorkspaceState) => Value): Value => {
  const { store } = useWorkspaceParts();
  const read = () => select(store.getState());
  return useSyncExternalStore(store.subscribe, read, read);
};

const useFollowing = ({ projectId, store, source }: WorkspaceParts): void => {
  useEffect(() => {
    const channel = createWorkspaceChannel(projectId);
    const follower = followWorkspace({ store, source, channel, schedule: scheduleSoon });
    const changeOnline = () => follower.setOnline(navigator.onLine);
    const changeVisible = () => {
      if (document.visibilityState === "visible") follower.refresh();
    };
    if (!navigator.onLine) changeOnline();
    window.addEventListener("online", changeOnline);
    window.addEventListener("offline", changeOnline);
    document.addEventListener("visibilitychange", changeVisible);
    return () => {
      follower.stop();
      window.removeEventListener("online", changeOnline);
      window.removeEventListener("offline", changeOnline);
      document.removeEventListener("visibilitychange", changeVisible);
    };
  }, [projectId, store, source]);
};

const makeParts = (projectId: string): WorkspaceParts => ({
  projectId,
  store: createWorkspaceStore(projectId),
  source: createWorkspaceSource(projectId, createRowReader(projectId)),
});

/** Reads and follows one project for everything inside. Give it the project's id as `key`. */
export const WorkspaceProvider = ({ projectId, children }: { projectId: string; children: ReactNode }) => {
  const [parts] = useState(() => makeParts(projectId));
  useFollowing(parts);
  return <WorkspaceContext value={parts}>{children}</WorkspaceContext>;
};
