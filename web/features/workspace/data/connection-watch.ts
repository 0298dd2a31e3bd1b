import type { WorkspaceStore } from "./create-workspace-store.ts";
import type { Connection } from "./workspace-state.ts";

/** Without the channel for this long, the workspace reads every few seconds instead. */
const PATIENCE_MILLISECONDS = 6_000;
const POLL_MILLISECONDS = 4_000;

export interface ConnectionWatch {
  joined(): void;
  lost(): void;
  setOnline(isOnline: boolean): void;
  stop(): void;
}

/** Knows how changes reach this tab, says so in the store, and calls `poll` while they do not come by themselves. */
export const createConnectionWatch = (store: WorkspaceStore, poll: () => void): ConnectionWatch => {
  let isJoined = false;
  let isOnline = true;
  let isPatient = true;
  let hasBeenLive = false;
  let patience: ReturnType<typeof setTimeout> | null = null;

  const describe = (): Connection => {
    if (!isOnline) return "offline";
    if (isJoined) return "live";
    if (!isPatient) return "polling";
    return hasBeenLive ? "reconnecting" : "connecting";
  };
  const tell = (): void => store.dispatch({ type: "connection-changed", connection: describe() });
  const wait = (): void => {
    if (patience !== null) return;
    patience = setTimeout(() => {
      isPatient = false;
      tell();
      if (isOnline) poll();
    }, PATIENCE_MILLISECONDS);
  };
  const polling = setInterval(() => {
    if (describe() === "polling") poll();
  }, POLL_MILLISECONDS);
  wait();

  return {
    joined: () => {
      isJoined = true;
      hasBeenLive = true;
      isPatient = true;
      if (patience !== null) clearTimeout(patience);
      patience = null;
      tell();
    },
    lost: () => {
      isJoined = false;
      wait();
      tell();
    },
    setOnline: (next) => {
      isOnline = next;
      tell();
      if (next) poll();
    },
    stop: () => {
      clearInterval(polling);
      if (patience !== null) clearTimeout(patience);
    },
  };
};
