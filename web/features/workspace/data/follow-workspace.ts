import { activeRunStates, workspaceEventSchema } from "#core/contracts/index.ts";
import { createConnectionWatch } from "./connection-watch.ts";
import { createHistoryReader } from "./create-history-reader.ts";
import type { WorkspaceStore } from "./create-workspace-store.ts";
import { createGapFiller } from "./create-gap-filler.ts";
import { parseChange } from "./parse-change.ts";
import type { WorkspaceAction } from "./reduce-workspace.ts";
import { retryUntilDone } from "./retry-until-done.ts";
import type { WorkspaceChannel, WorkspaceSource } from "./workspace-source.ts";

export interface FollowOptions {
  store: WorkspaceStore;
  source: WorkspaceSource;
  channel: WorkspaceChannel;
  /** Calls back soon, once; events that came meanwhile are applied together. Answers how to call it off. */
  schedule: (callback: () => void) => () => void;
}

export interface Follower {
  /** Reads what changed; called when the network or the tab comes back. */
  refresh(): void;
  setOnline(isOnline: boolean): void;
  stop(): void;
}

const toAction = (event: string, payload: unknown): WorkspaceAction | null => {
  if (event === "INSERT" || event === "UPDATE" || event === "DELETE") {
    const change = parseChange(payload);
    return change === null ? null : { type: "changed", change };
  }
  const parsed = workspaceEventSchema.safeParse(payload);
  return parsed.success ? { type: "event", event: parsed.data } : null;
};

/**
 * Keeps a store true to the project: reads once, then follows the channel. After every join, whenever a number is
 * missing, and every so often while there is work, it reads what it does not have; whatever order things arrive in,
 * each is applied once (A14).
 */
export const followWorkspace = ({ store, source, channel, schedule }: FollowOptions): Follower => {
  const gaps = createGapFiller(store, source);
  const history = createHistoryReader(store, source);
  const connection = createConnectionWatch(store, () => gaps.sync());
  const ended = new AbortController();
  let queue: WorkspaceAction[] = [];
  let cancelFlush: (() => void) | null = null;

  const flush = (): void => {
    cancelFlush = null;
    const actions = queue;
    queue = [];
    store.dispatch(...actions);
    gaps.look();
    history.look(actions);
  };

  const leave = channel.join({
    onJoined: () => {
      connection.joined();
      gaps.sync();
      for (const run of store.getState().rows.runs.values())
        if (activeRunStates.includes(run.state)) gaps.readLive(run.id);
    },
    onLost: () => connection.lost(),
    onMessage: (event, payload) => {
      const action = toAction(event, payload);
      if (action === null) return;
      queue.push(action);
      cancelFlush ??= schedule(flush);
    },
  });

  const load = async (): Promise<void> => {
    const snapshot = await source.readSnapshot();
    store.dispatch({ type: "snapshot-loaded", ...snapshot });
    gaps.begin();
    for (const run of snapshot.batch.runs ?? []) if (activeRunStates.includes(run.state)) gaps.readLive(run.id);
  };
  void retryUntilDone(load, {
    signal: ended.signal,
    onError: (error) => store.dispatch({ type: "load-failed", error }),
  });

  return {
    refresh: () => gaps.sync(),
    setOnline: (isOnline) => connection.setOnline(isOnline),
    stop: () => {
      ended.abort();
      leave();
      cancelFlush?.();
      gaps.stop();
      history.stop();
      connection.stop();
    },
  };
};
