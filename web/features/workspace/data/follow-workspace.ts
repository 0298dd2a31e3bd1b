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

/** Gathers actions until the next moment to draw, then applies them together. */
const createQueue = (
  { store, schedule }: Pick<FollowOptions, "store" | "schedule">,
  applied: (actions: readonly WorkspaceAction[]) => void,
) => {
  let waiting: WorkspaceAction[] = [];
  let cancel: (() => void) | null = null;
  const flush = (): void => {
    cancel = null;
    const actions = waiting;
    waiting = [];
    store.dispatch(...actions);
    applied(actions);
  };
  return {
    push: (action: WorkspaceAction): void => {
      waiting.push(action);
      cancel ??= schedule(flush);
    },
    stop: () => cancel?.(),
  };
};

/**
 * Keeps a store true to the project: reads once, then follows the channel. After every join, whenever a number is
 * missing, and every so often while there is work, it reads what it does not have; whatever order things arrive in,
 * each is applied once (A14).
 */
export const followWorkspace = ({ store, source, channel, schedule }: FollowOptions): Follower => {
  const gaps = createGapFiller(store, source);
  const history = createHistoryReader(store, source);
  const refresh = (): void => {
    // Before the first read there is nothing that could be behind.
    if (!store.getState().isLoaded) return;
    gaps.sync();
    history.refresh();
  };
  const readStreams = (): void => {
    for (const run of store.getState().rows.runs.values())
      if (activeRunStates.includes(run.state)) gaps.readLive(run.id);
  };
  const connection = createConnectionWatch(store, refresh);
  const queue = createQueue({ store, schedule }, (actions) => {
    gaps.look();
    history.look(actions);
  });
  const ended = new AbortController();

  const leave = channel.join({
    onJoined: () => {
      connection.joined();
      refresh();
      readStreams();
    },
    onLost: () => connection.lost(),
    onMessage: (event, payload) => {
      const action = toAction(event, payload);
      if (action !== null) queue.push(action);
    },
  });

  const load = async (): Promise<void> => {
    store.dispatch({ type: "snapshot-loaded", ...(await source.readSnapshot()) });
    gaps.begin();
    history.refresh();
    readStreams();
  };
  const onError = (error: unknown): void => store.dispatch({ type: "load-failed", error });
  void retryUntilDone(load, { signal: ended.signal, onError });

  return {
    refresh,
    setOnline: connection.setOnline,
    stop: () => {
      ended.abort();
      leave();
      for (const part of [queue, gaps, history, connection]) part.stop();
    },
  };
};
